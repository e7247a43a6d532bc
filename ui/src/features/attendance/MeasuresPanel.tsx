import { useState } from "react";
import type { Measure } from "../../backend/generated/Measure";
import type { MeasureKind } from "../../backend/generated/MeasureKind";
import type { PupilYearAnswer } from "../../backend/generated/PupilYearAnswer";
import { useDo } from "../../backend/queries";
import { Button, Checkbox, DayField, Panel, ProblemMessage, Select, useSaid } from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";

const KINDS = Object.keys(nl.attendance.measures) as MeasureKind[];

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
  const [id, setId] = useState<string | null>(null);
  const [form, setForm] = useState<Measure>(fresh);
  const list = Object.entries(answer.measures).sort(([, a], [, b]) => a.from.localeCompare(b.from));
  const restart = () => {
    setId(null);
    setForm(fresh);
  };
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
          restart();
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
              onClick={() => {
                setId(key);
                setForm(measure);
              }}
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
          {id ? <Button onClick={restart}>{nl.shared.cancel}</Button> : null}
        </div>
      </section>
    </Panel>
  );
}
