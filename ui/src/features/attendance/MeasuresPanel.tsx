import type { Measure } from "../../backend/generated/Measure";
import type { MeasureKind } from "../../backend/generated/MeasureKind";
import type { PupilYearAnswer } from "../../backend/generated/PupilYearAnswer";
import { useDo } from "../../backend/queries";
import {
  Button,
  Checkbox,
  DayField,
  Panel,
  ProblemMessage,
  Restored,
  Select,
  useSaid,
} from "../../shared";
import { date } from "../../shared/format";
import { useFormDraft } from "../../shared/formDraft";
import { nl } from "../../texts/nl";

const KINDS = Object.keys(nl.attendance.measures) as MeasureKind[];

/** What stands in the form, and the measure that it changes; null: a new one. */
interface Typed {
  id: string | null;
  form: Measure;
}

/** What was typed before, or nothing when it is no longer readable. */
function readTyped(body: unknown): Typed | null {
  const kept = body as Partial<Typed> | null;
  const kind = kept?.form?.kind;
  return kept?.form && kind && KINDS.includes(kind) && typeof kept.form.from === "string"
    ? { id: kept.id ?? null, form: kept.form }
    : null;
}

/** Disciplinary measures of a pupil: enter, change, remove. */
export function MeasuresPanel(props: {
  answer: PupilYearAnswer;
  today: string;
  onClose: () => void;
}) {
  const { answer, today } = props;
  const words = nl.attendance.year;
  const said = useSaid();
  const save = useDo("dossier_save");
  const fresh: Measure = {
    kind: "preventive_suspension",
    from: today,
    until: null,
    expected: false,
  };
  const draft = useFormDraft<Typed>(
    `measure/${answer.pupil}`,
    { id: null, form: fresh },
    readTyped,
  );
  const { form } = draft.form;
  // Of one that was taken away meanwhile only the form is left.
  const id = draft.form.id !== null && answer.measures[draft.form.id] ? draft.form.id : null;
  const setForm = (form: Measure) => draft.set((now) => ({ ...now, form }));
  const list = Object.entries(answer.measures).sort(([, a], [, b]) => a.from.localeCompare(b.from));
  const put = (which: string | null, now: Measure | null) =>
    save.mutate(
      {
        part: "measure",
        pupil: answer.pupil,
        id: which,
        was: which ? (answer.measures[which] ?? null) : null,
        now,
      },
      {
        onSuccess: ({ batch }) => {
          said(now ? words.measureSaved : words.measureRemoved, batch);
          draft.clear();
        },
      },
    );
  return (
    <Panel title={words.measures} subtitle={words.measuresAbout} onClose={props.onClose}>
      <ul className="lines">
        {list.map(([key, measure]) => (
          <li key={key}>
            <div className="line">
              <span>{nl.attendance.measures[measure.kind]}</span>
              <span className="soft nums">
                {words.from(date(measure.from), measure.until ? date(measure.until) : "")}
              </span>
            </div>
            <Button
              small
              kind="quiet"
              onClick={() => draft.set(() => ({ id: key, form: measure }))}
            >
              {words.change}
            </Button>{" "}
            <Button small kind="quiet" onClick={() => put(key, null)}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <section className="stack" aria-labelledby="measure-form">
        <h3 id="measure-form">{id ? words.changeMeasure : words.newMeasure}</h3>
        <Restored draft={draft} />
        <Select
          label={words.kind}
          value={form.kind}
          onChange={(kind) => setForm({ ...form, kind })}
          options={KINDS.map((kind) => ({ value: kind, label: nl.attendance.measures[kind] }))}
        />
        <DayField
          key={`from ${id}`}
          label={words.firstDay}
          value={form.from}
          onChange={(from) => setForm({ ...form, from })}
        />
        <DayField
          key={`until ${id}`}
          label={words.lastDay}
          hint={words.lastDayHint}
          optional
          value={form.until ?? ""}
          onChange={(until) => setForm({ ...form, until: until || null })}
        />
        <Checkbox
          checked={form.expected}
          onChange={(expected) => setForm({ ...form, expected })}
          hint={words.expectedHint}
        >
          {words.expectedLabel}
        </Checkbox>
        <ProblemMessage problem={save.error} />
        <div className="row">
          <Button kind="primary" busy={save.isPending} onClick={() => put(id, form)}>
            {nl.shared.save}
          </Button>
          {id ? <Button onClick={draft.clear}>{nl.shared.cancel}</Button> : null}
        </div>
      </section>
    </Panel>
  );
}
