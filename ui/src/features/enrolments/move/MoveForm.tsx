import type { EnrolChoices } from "../../../backend/generated/EnrolChoices";
import type { MovePlan } from "../../../backend/generated/MovePlan";
import type { MoveRequest } from "../../../backend/generated/MoveRequest";
import { DayField, Suggest } from "../../../shared";
import { number } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { suggestionsOf } from "../GroupFields";

const words = nl.enrolmentFile.moving;

/** Where to, as typed; what is empty stays. */
export interface Target {
  on: string;
  group: string;
  location: string;
  class: string;
}

/** Whether anything was said of where to. */
export function goesSomewhere({ group, location, class: name }: Target): boolean {
  return [group, location, name].some((text) => text.trim() !== "");
}

/** What is asked: `pupils` or the class `of`. */
export function moveRequest(target: Target, pupils: readonly string[], of: string): MoveRequest {
  const typed = (text: string) => text.trim() || null;
  return {
    pupils: [...pupils],
    class_of: of,
    on: target.on,
    group: typed(target.group),
    location: typed(target.location),
    class: typed(target.class),
    details: null,
    apply: false,
  };
}

/** From when, and to which group, location and class. */
export function TargetFields(props: {
  target: Target;
  choices: EnrolChoices | null;
  /** Group and location are asked elsewhere. */
  onlyClass?: boolean;
  onChange: (change: Partial<Target>) => void;
}) {
  const { target, choices, onChange } = props;
  const plain = (values: readonly string[] | undefined) =>
    (values ?? []).map((value) => ({ value }));
  return (
    <>
      <DayField
        label={words.on}
        value={target.on}
        hint={words.onHint}
        onChange={(on) => onChange({ on })}
      />
      <Suggest
        label={nl.enrol.school.class}
        value={target.class}
        hint={words.keep}
        maxLength={20}
        suggestions={plain(choices?.classes)}
        onChange={(name) => onChange({ class: name })}
      />
      {props.onlyClass ? null : (
        <>
          <Suggest
            label={nl.enrol.school.group}
            value={target.group}
            hint={words.keep}
            suggestions={suggestionsOf(choices?.groups)}
            onChange={(group) => onChange({ group })}
          />
          <Suggest
            label={nl.enrol.school.location}
            value={target.location}
            hint={words.keep}
            maxLength={3}
            inputMode="numeric"
            suggestions={plain(choices?.locations)}
            onChange={(location) => onChange({ location })}
          />
        </>
      )}
    </>
  );
}

/** How many move, in a line. */
export function MoveCounts({ plan }: { plan: MovePlan }) {
  const { moves, unchanged, refused } = plan;
  return (
    <span role="status">{words.counts(number(moves), number(unchanged), number(refused))}</span>
  );
}
