import { useState } from "react";
import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import type { Evidence } from "../../../backend/generated/Evidence";
import type { Meaning } from "../../../backend/generated/Meaning";
import { Checkbox, Field, Form, FormFoot, Panel, ProblemMessage, Select } from "../../../shared";
import { nl } from "../../../texts/nl";
import { codeFault, meaningText, needed, OFFICIAL, ofLetter, parseCode } from "./meaning";
import { useSaveSettings } from "./saving";

const words = nl.attendanceSettings.codes;
const NEW: Meaning = { as: "absent", official: "Z", evidence: null, discipline: false };
type Absent = Extract<Meaning, { as: "absent" }>;

/** A code, new or changed. */
export function CodePanel({
  settings,
  code,
  onClose,
}: {
  settings: AttendanceSettings;
  /** Empty: a new one. */
  code: string;
  onClose: () => void;
}) {
  const { codes } = settings.codes;
  const old = codes.find((local) => local.code === code);
  const [typed, setTyped] = useState(code);
  const [label, setLabel] = useState(old?.label ?? "");
  const [own, setOwn] = useState<Meaning>(old?.meaning ?? NEW);
  const [tried, setTried] = useState(false);
  const { save, busy, problem } = useSaveSettings(settings);
  const parsed = parseCode(typed);
  const letter = parsed ? ofLetter(codes, parsed) : null;
  const meaning = meaningOf(own, letter, needed(code) ? own : null);
  const wrong = parsed === null || label.trim() === "";
  const fault = codeFault(problem);
  const submit = () => {
    setTried(true);
    if (parsed === null || wrong) return;
    const local = { code: parsed, label: label.trim(), meaning };
    const next = old ? codes.map((one) => (one === old ? local : one)) : [...codes, local];
    save({ codes: { codes: next } }, words.saved(parsed), onClose);
  };
  return (
    <Panel title={old ? words.changeTitle(code) : words.newTitle} onClose={onClose}>
      <Form onSubmit={() => submit()}>
        <Field
          label={words.code}
          value={typed}
          maxLength={4}
          disabled={needed(code)}
          hint={words.codeHint}
          error={tried && parsed === null ? words.codeWrong : undefined}
          onChange={setTyped}
        />
        <Field
          label={words.label}
          value={label}
          maxLength={80}
          error={tried && label.trim() === "" ? words.labelMissing : undefined}
          onChange={setLabel}
        />
        {meaning.as === "absent" ? (
          <AbsentFields
            meaning={meaning}
            free={letter === null && !needed(code)}
            subcode={(parsed?.length ?? 0) > 1}
            onChange={setOwn}
          />
        ) : (
          <p>{meaningText(meaning)}</p>
        )}
        {fault ? (
          <p className="field-error" role="alert">
            {fault}
          </p>
        ) : (
          <ProblemMessage problem={problem} />
        )}
        <FormFoot act={nl.attendanceSettings.save} busy={busy} onCancel={onClose} />
      </Form>
    </Panel>
  );
}

/** What the letter decides stands; under an official one, note, certificate and discipline are free. */
function meaningOf(own: Meaning, letter: Meaning | null, kept: Meaning | null): Meaning {
  const fixed = letter ?? kept;
  if (fixed?.as !== "absent" || own.as !== "absent") return fixed ?? own;
  return {
    ...own,
    official: fixed.official,
    evidence: fixed.official === "Z" ? own.evidence : null,
    discipline: fixed.official === "R" && own.discipline,
  };
}

function AbsentFields({
  meaning,
  free,
  subcode,
  onChange,
}: {
  meaning: Absent;
  /** The letter decides nothing. */
  free: boolean;
  subcode: boolean;
  onChange: (meaning: Meaning) => void;
}) {
  return (
    <>
      <Select
        label={words.official}
        value={meaning.official}
        disabled={!free}
        hint={free ? undefined : words.fixed}
        onChange={(official) =>
          onChange({ as: "absent", official, evidence: null, discipline: false })
        }
        options={OFFICIAL.map((value) => ({ value, label: words.officialNames[value] }))}
      />
      {meaning.official === "Z" ? (
        <Select
          label={words.evidence}
          value={meaning.evidence ?? ""}
          onChange={(evidence) =>
            onChange({ ...meaning, evidence: evidence === "" ? null : (evidence as Evidence) })
          }
          options={(["", "parents_note", "certificate"] as const).map((value) => ({
            value,
            label: words.evidences[value],
          }))}
        />
      ) : null}
      {meaning.official === "R" && subcode ? (
        <Checkbox
          checked={meaning.discipline}
          onChange={(discipline) => onChange({ ...meaning, discipline })}
        >
          {words.discipline}
        </Checkbox>
      ) : null}
    </>
  );
}
