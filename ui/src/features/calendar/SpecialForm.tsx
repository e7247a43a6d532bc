import { useState } from "react";
import type { Calendar } from "../../backend/generated/Calendar";
import type { Half } from "../../backend/generated/Half";
import type { Scope } from "../../backend/generated/Scope";
import type { SpecialDay } from "../../backend/generated/SpecialDay";
import type { SpecialKind } from "../../backend/generated/SpecialKind";
import { Choice, DayField, Field, Form, FormFoot, Restored, Select } from "../../shared";
import { date } from "../../shared/format";
import { useFormDraft } from "../../shared/formDraft";
import { nl } from "../../texts/nl";
import { ScopeField } from "./ScopeField";
import { useSaveCalendar } from "./saving";

const words = nl.calendar.form;
const KINDS: readonly SpecialKind[] = ["free_day", "study_day", "other", "lesson"];

/** What is wrong with a special day, or null. */
export function faultOf(special: SpecialDay, [first, last]: [string, string]): string | null {
  if (special.label.trim() === "") return words.labelMissing;
  if (special.from > special.until) return words.reversed;
  if (special.from < first || special.until > last) return words.outside(date(first), date(last));
  if (special.scope.of !== "school" && special.scope.name.trim() === "") return words.nameMissing;
  return null;
}

/** What was typed before, or nothing when it is no longer readable. */
function readSpecial(body: unknown): SpecialDay | null {
  const kept = body as Partial<SpecialDay> | null;
  const texts = [kept?.from, kept?.until, kept?.label, kept?.scope?.of];
  return kept?.kind && KINDS.includes(kept.kind) && texts.every((one) => typeof one === "string")
    ? (kept as SpecialDay)
    : null;
}

/** A free day, study day or other, new or changed. */
export function SpecialForm({
  calendar,
  classes,
  locations,
  index,
  form,
  start,
  onDone,
}: {
  calendar: Calendar;
  classes: readonly string[];
  locations: readonly string[];
  /** Place of the day that is changed; null: a new one. */
  index: number | null;
  /** Under this name what is typed is kept until it is saved. */
  form: string;
  start: SpecialDay;
  onDone: () => void;
}) {
  const draft = useFormDraft(`calendar/${calendar.year}/${form}`, start, readSpecial);
  const special = draft.form;
  const [tried, setTried] = useState(false);
  const { save, busy, problem } = useSaveCalendar(calendar);
  const set = (change: Partial<SpecialDay>) => draft.set((now) => ({ ...now, ...change }));
  const done = () => {
    draft.clear();
    onDone();
  };
  const year = Number(calendar.year.slice(0, 4));
  const fault = faultOf(special, [`${year}-09-01`, `${year + 1}-08-31`]);
  const submit = () => {
    setTried(true);
    if (fault) return;
    const saved = { ...special, label: special.label.trim() };
    const special_days =
      index === null
        ? [...calendar.special_days, saved]
        : calendar.special_days.map((one, at) => (at === index ? saved : one));
    save({ special_days }, nl.calendar.day.saved(saved.label), done);
  };
  return (
    <Form onSubmit={() => submit()}>
      <Restored draft={draft} />
      <Choice
        label={words.kind}
        value={special.kind}
        onChange={(kind) => set({ kind })}
        options={KINDS.map((kind) => ({
          value: kind,
          label: nl.calendar.specialKinds[kind],
          hint: words.kindHint[kind],
        }))}
      />
      <Field
        label={words.label}
        value={special.label}
        maxLength={80}
        hint={words.labelHint}
        onChange={(label) => set({ label })}
      />
      <div className="pair">
        <DayField
          label={words.from}
          value={special.from}
          onChange={(from) => set({ from, until: special.until < from ? from : special.until })}
        />
        <DayField label={words.until} value={special.until} onChange={(until) => set({ until })} />
      </div>
      <Select
        label={words.half}
        value={special.half ?? "day"}
        onChange={(half) => set({ half: half === "day" ? null : (half as Half) })}
        options={(["day", "VM", "NM"] as const).map((value) => ({
          value,
          label: words.halves[value],
        }))}
      />
      <ScopeField
        scope={special.scope}
        classes={classes}
        locations={locations}
        onChange={(scope: Scope) => set({ scope })}
      />
      {tried && fault ? (
        <p className="field-error" role="alert">
          <span aria-hidden="true">▲ </span>
          {fault}
        </p>
      ) : null}
      <FormFoot act={words.save} busy={busy} problem={problem} onCancel={done} />
    </Form>
  );
}
