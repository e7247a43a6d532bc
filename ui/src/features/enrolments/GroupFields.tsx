import type { CodeChoice } from "../../backend/generated/CodeChoice";
import type { EnrolChoices } from "../../backend/generated/EnrolChoices";
import type { GroupDraft } from "../../backend/generated/GroupDraft";
import type { GroupFlags } from "../../backend/generated/GroupFlags";
import { Checkbox, Field, Select, Suggest } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.enrol.school;

/** Codes as suggestions, with their words. */
export function suggestionsOf(choices: readonly CodeChoice[] | undefined) {
  return (choices ?? []).map(({ code, label }) => ({ value: code, label }));
}

const FREE = ["residence", "sport", "language_courses", "language_exemption"] as const;
const FREE_WORDS = {
  residence: words.residence,
  sport: words.sport,
  language_courses: words.languageCourses,
  language_exemption: words.languageExemption,
};
const FLAGS = Object.keys(words.flags) as (keyof GroupFlags)[];

/** What is rarely asked of an enrolment in a group. */
export function GroupFields(props: {
  group: GroupDraft;
  choices: EnrolChoices | null;
  onChange: (change: Partial<GroupDraft>) => void;
}) {
  const { group, choices, onChange } = props;
  const typedBefore = {
    residence: choices?.residences,
    sport: choices?.sports,
    language_courses: choices?.language_courses,
    language_exemption: choices?.language_exemptions,
  };
  return (
    <div className="enrol-fields">
      <Select
        label={words.language}
        value={group.language}
        onChange={(language) => onChange({ language })}
        options={(["dutch", "french"] as const).map((value) => ({
          value,
          label: words.languages[value],
        }))}
      />
      <Field
        label={words.previous}
        value={group.previous}
        inputMode="numeric"
        maxLength={10}
        onChange={(previous) => onChange({ previous })}
      />
      <Select
        className="wide"
        label={words.special}
        value={group.special_type ?? ""}
        onChange={(value) =>
          onChange({ special_type: (value || null) as GroupDraft["special_type"] })
        }
        options={[
          { value: "", label: words.none },
          ...(choices?.special_types ?? []).map((row) => ({
            value: row.code,
            label: `${row.code} – ${row.label}`,
          })),
        ]}
      />
      {FREE.map((name) => (
        <Suggest
          key={name}
          label={FREE_WORDS[name]}
          value={group[name]}
          hint={name === "residence" ? words.freeHint : undefined}
          suggestions={(typedBefore[name] ?? []).map((value) => ({ value }))}
          onChange={(text) => onChange({ [name]: text })}
        />
      ))}
      <fieldset className="wide stack tight">
        <legend className="label">{words.flagsTitle}</legend>
        {FLAGS.map((flag) => (
          <Checkbox
            key={flag}
            checked={group.flags[flag]}
            onChange={(on) => onChange({ flags: { ...group.flags, [flag]: on } })}
          >
            {words.flags[flag]}
          </Checkbox>
        ))}
      </fieldset>
    </div>
  );
}
