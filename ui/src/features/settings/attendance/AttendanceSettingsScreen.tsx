import { useState } from "react";
import { useRead } from "../../../backend/queries";
import { Busy, Button, ProblemMessage, Screen, Tabs } from "../../../shared";
import { nl } from "../../../texts/nl";
import { CodePanel } from "./CodePanel";
import { Codes } from "./Codes";
import { FollowUpRules } from "./FollowUpRules";
import { Letters } from "./Letters";
import { Slots } from "./Slots";
import { User } from "./User";

const words = nl.attendanceSettings;

/** Codes, follow-up, Informat and letters of the school, and who enters on this laptop. */
export function AttendanceSettingsScreen() {
  const answer = useRead("settings", { part: "attendance" });
  const [editing, setEditing] = useState<string | null>(null);
  const { settings, user, templates } = answer.data?.attendance ?? {};
  return (
    <Screen
      title={words.title}
      aside={
        settings && editing !== null ? (
          <CodePanel
            key={editing}
            settings={settings}
            code={editing}
            onClose={() => setEditing(null)}
          />
        ) : null
      }
    >
      <Tabs label={words.title} tabs={words.tabs} current={words.tabs[1].path} />
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {settings && user !== undefined && templates ? (
        <div className="settings">
          <div className="settings-column">
            <User key={user} settings={settings} user={user} />
            <FollowUpRules key={JSON.stringify(settings.follow_up)} settings={settings} />
            <Slots key={JSON.stringify(settings.slots)} settings={settings} />
          </div>
          <div className="settings-column">
            <Codes settings={settings} onOpen={setEditing} />
            <Letters settings={settings} templates={templates} />
          </div>
        </div>
      ) : null}
    </Screen>
  );
}
