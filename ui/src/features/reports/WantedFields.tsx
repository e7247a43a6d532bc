import type { PupilRow } from "../../backend/generated/PupilRow";
import { ClassSelect, DayField, Select } from "../../shared";
import { nl } from "../../texts/nl";
import { type Wanted, yearsFor } from "./request";

const words = nl.reports;

/** Of whom and when, as far as the report asks it. */
export function WantedFields(props: {
  wanted: Wanted;
  today: string;
  classes: readonly string[];
  /** Of the class that is chosen. */
  pupils: readonly PupilRow[];
  onChange: (change: Partial<Wanted>) => void;
}) {
  const { wanted, pupils, onChange } = props;
  const { kind } = wanted;
  const years = yearsFor(props.today);
  if (kind === "enrolment_register") {
    return (
      <Select
        label={words.year}
        value={wanted.year || (years[1] ?? "")}
        onChange={(year) => onChange({ year })}
        options={years.map((value) => ({ value, label: value }))}
      />
    );
  }
  const sheet = kind === "absence_sheet";
  return (
    <>
      {kind === "members" ? (
        <Select
          label={words.by}
          value={wanted.by}
          onChange={(by) => onChange({ by })}
          options={(["class", "group", "location"] as const).map((value) => ({
            value,
            label: words.bys[value],
          }))}
        />
      ) : null}
      {kind === "members" && wanted.by !== "class" ? null : (
        <ClassSelect
          label={words.className}
          value={wanted.class}
          onChange={(value) => onChange({ class: value, pupil: "" })}
          classes={props.classes}
          all={sheet ? undefined : words.wholeSchool}
        />
      )}
      {sheet ? (
        <Select
          label={words.pupil}
          value={wanted.pupil}
          onChange={(pupil) => onChange({ pupil })}
          options={[
            { value: "", label: words.allPupils },
            ...pupils.map((row) => ({
              value: row.id,
              label: `${row.last_name} ${row.first_name}`,
            })),
          ]}
        />
      ) : (
        <DayField
          label={words.day[kind]}
          value={wanted.day}
          onChange={(day) => onChange({ day })}
        />
      )}
    </>
  );
}
