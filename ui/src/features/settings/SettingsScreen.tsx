import { useLocation } from "wouter";
import { useRead } from "../../backend/queries";
import { Busy, Button, Card, ProblemMessage, Screen, Tabs } from "../../shared";
import { nl } from "../../texts/nl";
import { Actions } from "./Actions";
import { AttendanceSettingsScreen } from "./attendance/AttendanceSettingsScreen";
import { Backups } from "./Backups";
import { Check } from "./Check";
import { Keys } from "./Keys";
import { People } from "./People";
import { School } from "./School";

/** The screen. `place`: empty, or `aanwezigheden` for codes, follow-up and letters. */
export function SettingsScreen({ place }: { place: string }) {
  return place === "aanwezigheden" ? <AttendanceSettingsScreen /> : <SchoolScreen />;
}

/** The school, its keys and backups, and what was done of late. */
function SchoolScreen() {
  const words = nl.settings;
  const [, go] = useLocation();
  const answer = useRead("settings", { part: "school" });
  const school = answer.data?.school;
  const state = useRead("session_state", {});
  return (
    <Screen title={words.title} subtitle={state.data ? words.about(state.data.version) : null}>
      <Tabs label={words.title} tabs={nl.attendanceSettings.tabs} current="/instellingen" />
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {school ? (
        <div className="settings">
          <div className="settings-column">
            <School key={JSON.stringify(school.settings)} answer={school} />
            <People />
            <Keys keptIn={school.key_kept_in} />
            <Card title={words.printers.title}>
              <p className="soft">{words.printers.text}</p>
              <div className="row below">
                <Button onClick={() => go("/barcodes")}>{words.printers.go}</Button>
              </div>
            </Card>
          </div>
          <div className="settings-column">
            <Backups backups={school.backups} today={state.data?.today ?? ""} />
            <Check />
            <Actions today={state.data?.today ?? ""} />
          </div>
        </div>
      ) : null}
    </Screen>
  );
}
