import { useId, useRef, useState } from "react";
import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import type { LetterKind } from "../../../backend/generated/LetterKind";
import type { LetterTemplates } from "../../../backend/generated/LetterTemplates";
import { Button, Card, Form, ProblemMessage, Select } from "../../../shared";
import { nl } from "../../../texts/nl";
import { inserted, lettersWith, previewOf, unknownIn } from "./letters";
import { useSaveSettings } from "./saving";

const words = nl.attendanceSettings.letters;

/** The texts of letters: standard until the school writes its own. */
export function Letters({
  settings,
  templates,
}: {
  settings: AttendanceSettings;
  templates: LetterTemplates;
}) {
  const [kind, setKind] = useState<LetterKind>("notes_used");
  const template = templates.letters.find((one) => one.letter === kind);
  if (!template) return null;
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="soft">{words.text}</p>
        <Select
          label={words.letter}
          value={kind}
          onChange={setKind}
          options={templates.letters.map((one) => ({ value: one.letter, label: one.label }))}
        />
        <Letter
          key={`${kind} ${settings.letters[kind] ?? ""}`}
          settings={settings}
          kind={kind}
          standard={template.standard}
          fields={templates.fields}
        />
      </div>
    </Card>
  );
}

function Letter({
  settings,
  kind,
  standard,
  fields,
}: {
  settings: AttendanceSettings;
  kind: LetterKind;
  standard: string;
  fields: LetterTemplates["fields"];
}) {
  const id = useId();
  const was = settings.letters[kind] ?? standard;
  const [text, setText] = useState(was);
  const area = useRef<HTMLTextAreaElement>(null);
  const { save, busy, problem } = useSaveSettings(settings);
  const unknown = unknownIn(
    text,
    fields.map((field) => field.name),
  );
  const put = (now: string) =>
    save({ letters: lettersWith(settings.letters, kind, now, standard) }, words.saved);
  return (
    <Form onSubmit={() => put(text)}>
      <div className="field">
        <label className="label" htmlFor={id}>
          {words.body}
        </label>
        <textarea
          ref={area}
          id={id}
          className="input letter-text"
          rows={14}
          maxLength={10_000}
          autoComplete="off"
          value={text}
          aria-invalid={unknown.length > 0 || undefined}
          aria-describedby={unknown.length > 0 ? `${id}-fault` : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        {unknown.length > 0 ? (
          <div id={`${id}-fault`} className="field-error">
            <span aria-hidden="true">▲ </span>
            {words.unknown(unknown.join(", "))}
          </div>
        ) : null}
      </div>
      <fieldset className="stack tight">
        <legend className="label">{words.fields}</legend>
        <div className="row">
          {fields.map((field) => (
            <Button
              key={field.name}
              small
              title={field.label}
              onClick={() =>
                setText(inserted(text, area.current?.selectionStart ?? text.length, field.name))
              }
            >
              {words.insert(field.name)}
            </Button>
          ))}
        </div>
      </fieldset>
      <details>
        <summary>{words.preview}</summary>
        <p className="letter-preview">
          {previewOf(text, new Map(fields.map((field) => [field.name, field.label])))}
        </p>
      </details>
      <ProblemMessage problem={problem} />
      <div className="row">
        <Button submit disabled={text === was || unknown.length > 0} busy={busy}>
          {nl.attendanceSettings.save}
        </Button>
        {text === standard ? null : (
          <Button onClick={() => setText(standard)}>{words.standard}</Button>
        )}
      </div>
    </Form>
  );
}
