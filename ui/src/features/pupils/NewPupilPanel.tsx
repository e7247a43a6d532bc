import { useState } from "react";
import { asProblem } from "../../backend";
import type { Likeness } from "../../backend/generated/Likeness";
import type { PupilField } from "../../backend/generated/PupilField";
import { useDo, useRead } from "../../backend/queries";
import {
  Button,
  Field,
  Form,
  Panel,
  Pill,
  ProblemMessage,
  Restored,
  Select,
  useToast,
  useUndo,
} from "../../shared";
import { date } from "../../shared/format";
import { useFormDraft } from "../../shared/formDraft";
import { nl, problemText } from "../../texts/nl";

const TYPED: readonly PupilField[] = [
  "last_name",
  "first_name",
  "birth_date",
  "insz",
  "class",
  "stamnummer",
  "location",
];

type Fields = Partial<Record<PupilField, string>>;

const FRESH: Fields = { kind: "pupil" };

/** What was typed before, or nothing when it is no longer readable. */
function readFields(body: unknown): Fields | null {
  if (typeof body !== "object" || body === null) return null;
  const known: readonly string[] = [...TYPED, "sex", "kind"];
  const kept = Object.entries(body).filter(
    ([field, value]) => known.includes(field) && typeof value === "string",
  );
  return { ...FRESH, ...Object.fromEntries(kept) };
}

/** A new pupil typed by hand; who it could already be is shown before anything is made. */
export function NewPupilPanel({
  onClose,
  onMade,
}: {
  onClose: () => void;
  onMade: (id: string) => void;
}) {
  const words = nl.pupils.create;
  const toast = useToast();
  const { undo } = useUndo();
  const settings = useRead("settings", { part: "school" });
  const create = useDo("pupil_create");
  const draft = useFormDraft("pupil_create", FRESH, readFields);
  const fields = draft.form;
  const [likely, setLikely] = useState<Likeness[]>([]);
  const [missing, setMissing] = useState(false);

  const problem = create.error ? asProblem(create.error) : null;
  const set = (field: PupilField) => (value: string) => {
    setLikely([]);
    draft.set((now) => ({ ...now, [field]: value }));
  };
  const cancel = () => {
    draft.clear();
    onClose();
  };
  const save = (despite: boolean) => {
    if (!fields.last_name?.trim() || !fields.first_name?.trim()) return setMissing(true);
    const filled = Object.entries({
      institution: settings.data?.school?.settings.institution,
      ...fields,
    }).filter(([, value]) => value);
    create.mutate(
      { fields: Object.fromEntries(filled), despite_duplicates: despite },
      {
        onSuccess: (answer) => {
          if (answer.id === null) return setLikely(answer.duplicates);
          const { batch } = answer;
          draft.clear();
          toast({
            tone: "good",
            text: words.made(`${fields.last_name} ${fields.first_name}`),
            action: batch ? { label: nl.shared.undo, run: () => undo(batch) } : undefined,
          });
          onMade(answer.id);
        },
      },
    );
  };

  return (
    <Panel
      title={words.title}
      subtitle={words.subtitle}
      onClose={onClose}
      actions={
        likely.length > 0 ? (
          <>
            <Button busy={create.isPending} onClick={() => save(true)}>
              {words.different}
            </Button>
            <Button onClick={cancel}>{nl.shared.cancel}</Button>
          </>
        ) : (
          <>
            <Button kind="primary" submit form="new-pupil" busy={create.isPending}>
              {words.save}
            </Button>
            <Button onClick={cancel}>{nl.shared.cancel}</Button>
          </>
        )
      }
    >
      {likely.length > 0 ? (
        <section className="stack" role="alert">
          <div className="notice warn">
            <div className="strong">{words.likely}</div>
            {words.likelyText}
          </div>
          {likely.map(({ pupil, why }) => (
            <div key={pupil.id} className="card stack tight">
              <div>
                <span className="strong">
                  {pupil.last_name} {pupil.first_name}
                </span>{" "}
                <span className="soft">
                  {[pupil.class, date(pupil.birth_date), pupil.number].filter(Boolean).join(" · ")}
                </span>
              </div>
              <div className="row">
                {why.map((reason) => (
                  <Pill key={reason} tone="info">
                    {nl.shared.likeness[reason] ?? reason}
                  </Pill>
                ))}
              </div>
              <div>
                <Button
                  small
                  kind="primary"
                  onClick={() => {
                    draft.clear();
                    onMade(pupil.id);
                  }}
                >
                  {words.same}
                </Button>
              </div>
            </div>
          ))}
        </section>
      ) : null}
      <Restored draft={draft} />
      <Form id="new-pupil" onSubmit={() => save(false)}>
        {TYPED.map((field) => (
          <Field
            key={field}
            label={nl.shared.fields[field] ?? field}
            value={fields[field] ?? ""}
            onChange={set(field)}
            maxLength={200}
            autoFocus={field === "last_name"}
            hint={field === "birth_date" ? words.dateHint : undefined}
            error={
              missing && (field === "last_name" || field === "first_name") && !fields[field]?.trim()
                ? words.nameMissing
                : problem?.values.field === field
                  ? problemText(problem)
                  : undefined
            }
          />
        ))}
        <Select
          label={nl.shared.fields.sex ?? ""}
          value={fields.sex ?? ""}
          onChange={set("sex")}
          options={[
            { value: "", label: words.none },
            ...Object.entries(nl.shared.sexes).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Select
          label={nl.shared.fields.kind ?? ""}
          value={fields.kind ?? "pupil"}
          onChange={set("kind")}
          options={Object.entries(nl.shared.kinds).map(([value, label]) => ({ value, label }))}
        />
      </Form>
      {problem && !TYPED.includes(problem.values.field as PupilField) ? (
        <ProblemMessage problem={problem} />
      ) : null}
    </Panel>
  );
}
