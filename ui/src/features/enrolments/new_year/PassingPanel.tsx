import { useState } from "react";
import type { EnrolChoices } from "../../../backend/generated/EnrolChoices";
import type { Passing } from "../../../backend/generated/Passing";
import { Button, Choice, Panel, Suggest } from "../../../shared";
import { nl } from "../../../texts/nl";
import { suggestionsOf } from "../GroupFields";

const words = nl.newYear.panel;

/** What becomes of a class or of some pupils. */
export function PassingPanel(props: {
  title: string;
  passing: Passing;
  choices: EnrolChoices | null;
  /** Whether somebody decided so already. */
  decided: boolean;
  onDecide: (passing: Passing | null) => void;
  onClose: () => void;
}) {
  const { choices, passing, onDecide } = props;
  const [to, setTo] = useState(passing.to);
  const [group, setGroup] = useState(
    passing.to === "group" ? passing : { to: "group" as const, class: "", group: "", location: "" },
  );
  const [leaves, setLeaves] = useState(
    passing.to === "leaves" ? passing : { to: "leaves" as const, cause: "", situation: "" },
  );
  const plain = (values: readonly string[] | undefined) =>
    (values ?? []).map((value) => ({ value }));
  return (
    <Panel
      title={props.title}
      subtitle={words.subtitle}
      onClose={props.onClose}
      actions={
        <>
          <Button
            kind="primary"
            onClick={() =>
              onDecide(to === "group" ? group : to === "leaves" ? leaves : { to: "unknown" })
            }
          >
            {words.save}
          </Button>
          {props.decided ? (
            <Button onClick={() => onDecide(null)}>{words.forget}</Button>
          ) : (
            <Button onClick={props.onClose}>{nl.shared.cancel}</Button>
          )}
        </>
      }
    >
      <Choice
        label={words.to}
        value={to}
        onChange={setTo}
        options={(["group", "leaves", "unknown"] as const).map((value) => ({
          value,
          label: words[value],
          hint: words[`${value}Hint`],
        }))}
      />
      {to === "group" ? (
        <>
          <Suggest
            label={words.class_}
            value={group.class}
            hint={words.classHint}
            maxLength={20}
            suggestions={plain(choices?.classes)}
            onChange={(name) => setGroup({ ...group, class: name })}
          />
          <Suggest
            label={words.group_}
            value={group.group}
            hint={words.classHint}
            suggestions={suggestionsOf(choices?.groups)}
            onChange={(code) => setGroup({ ...group, group: code })}
          />
          <Suggest
            label={words.location}
            value={group.location}
            hint={words.locationHint}
            maxLength={3}
            suggestions={plain(choices?.locations)}
            onChange={(location) => setGroup({ ...group, location })}
          />
        </>
      ) : null}
      {to === "leaves" ? (
        <>
          <Suggest
            label={words.cause}
            value={leaves.cause}
            suggestions={plain(choices?.causes)}
            onChange={(cause) => setLeaves({ ...leaves, cause })}
          />
          <Suggest
            label={words.situation}
            value={leaves.situation}
            suggestions={plain(choices?.situations)}
            onChange={(situation) => setLeaves({ ...leaves, situation })}
          />
        </>
      ) : null}
    </Panel>
  );
}
