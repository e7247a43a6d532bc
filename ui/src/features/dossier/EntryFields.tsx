import type { Dossier } from "../../backend/generated/Dossier";
import type { DossierEntry } from "../../backend/generated/DossierEntry";
import type { MeasureKind } from "../../backend/generated/MeasureKind";
import { Checkbox, DayField, Field, Select, Suggest } from "../../shared";
import { nl } from "../../texts/nl";
import { AdmissionPill } from "./AdmissionPill";
import { meaningOf, yearOf, yearsAround } from "./entries";

const words = nl.dossier.fields;

type Of<K extends DossierEntry["kind"]> = Extract<DossierEntry, { kind: K }>;
interface Props<E> {
  entry: E;
  dossier: Dossier;
  today: string;
  onChange: (entry: DossierEntry) => void;
}

/** The fields of an entry, by its kind. */
export function EntryFields(props: Props<DossierEntry>) {
  const { entry } = props;
  switch (entry.kind) {
    case "characteristic":
      return <CharacteristicFields {...props} entry={entry} />;
    case "certificate":
      return <CertificateFields {...props} entry={entry} />;
    case "admission":
      return <AdmissionFields {...props} entry={entry} />;
    case "measure":
      return <MeasureFields {...props} entry={entry} />;
    case "previous_school":
      return <PreviousFields {...props} entry={entry} />;
  }
}

function CharacteristicFields({ entry, dossier, onChange }: Props<Of<"characteristic">>) {
  const { value } = entry;
  const put = (change: Partial<typeof value>) =>
    onChange({ ...entry, value: { ...value, ...change } });
  const before = dossier.rows.flatMap((row) =>
    row.entry.kind === "characteristic" && row.entry.value.kind === value.kind
      ? [row.entry.value.value]
      : [],
  );
  return (
    <>
      <Select
        label={words.kind}
        value={value.kind}
        onChange={(kind) => put({ kind })}
        options={(["mother_education", "home_language"] as const).map((kind) => ({
          value: kind,
          label: nl.dossier.kinds[kind],
        }))}
      />
      <Suggest
        label={words.value}
        value={value.value}
        hint={words.valueHint}
        maxLength={100}
        suggestions={[...new Set(before)].map((one) => ({ value: one }))}
        onChange={(text) => put({ value: text })}
      />
      <DayField label={words.valid} value={value.from} onChange={(from) => put({ from })} />
      <Checkbox checked={value.form_kept} onChange={(form_kept) => put({ form_kept })}>
        {words.formKept}
      </Checkbox>
    </>
  );
}

function CertificateFields({ entry, dossier, today, onChange }: Props<Of<"certificate">>) {
  const { value } = entry;
  const put = (change: Partial<typeof value>) =>
    onChange({ ...entry, value: { ...value, ...change } });
  return (
    <>
      <Select
        label={words.kind}
        value={value.kind}
        onChange={(kind) => put({ kind })}
        options={dossier.certificates.map(({ kind, label }) => ({ value: kind, label }))}
      />
      <Field
        label={words.title}
        value={value.title}
        hint={words.titleHint}
        maxLength={100}
        onChange={(title) => put({ title })}
      />
      <YearSelect today={today} value={value.year} onChange={(year) => put({ year })} />
      <GroupField value={value.group} onChange={(group) => put({ group })} />
      <DayField label={words.on} value={value.on} onChange={(on) => put({ on })} />
      {value.kind === "orientation_b" || value.exclusions ? (
        <Field
          label={words.exclusions}
          value={value.exclusions}
          maxLength={500}
          onChange={(exclusions) => put({ exclusions })}
        />
      ) : null}
    </>
  );
}

function AdmissionFields({ entry, dossier, today, onChange }: Props<Of<"admission">>) {
  const { value } = entry;
  const meaning = meaningOf(entry, dossier);
  const put = (change: Partial<typeof value>) =>
    onChange({ ...entry, value: { ...value, ...change } });
  return (
    <>
      <Select
        label={words.result}
        value={value.result}
        onChange={(result) => put({ result })}
        options={dossier.results.map(({ result, label }) => ({ value: result, label }))}
        hint={meaning ? <AdmissionPill meaning={meaning} /> : undefined}
      />
      <YearSelect today={today} value={value.year} onChange={(year) => put({ year })} />
      <GroupField value={value.group} onChange={(group) => put({ group })} />
      <DayField label={words.decidedOn} value={value.on} onChange={(on) => put({ on })} />
      <Field
        label={words.note}
        value={value.note}
        maxLength={500}
        onChange={(note) => put({ note })}
      />
    </>
  );
}

function MeasureFields({ entry, onChange }: Props<Of<"measure">>) {
  const { value } = entry;
  const put = (change: Partial<typeof value>) =>
    onChange({ ...entry, value: { ...value, ...change } });
  const kinds = Object.keys(nl.attendance.measures) as MeasureKind[];
  return (
    <>
      <Select
        label={words.kind}
        value={value.kind}
        onChange={(kind) => put({ kind })}
        options={kinds.map((kind) => ({ value: kind, label: nl.attendance.measures[kind] }))}
      />
      <DayField label={words.from} value={value.from} onChange={(from) => put({ from })} />
      <DayField
        label={words.until}
        value={value.until ?? ""}
        hint={words.untilHint}
        optional
        onChange={(until) => put({ until: until || null })}
      />
      <Checkbox checked={value.expected} onChange={(expected) => put({ expected })}>
        {words.expected}
      </Checkbox>
    </>
  );
}

function PreviousFields({ entry, today, onChange }: Props<Of<"previous_school">>) {
  const { year, totals } = entry.value;
  return (
    <>
      <YearSelect
        today={today}
        value={year}
        onChange={(chosen) => onChange({ ...entry, value: { year: chosen, totals } })}
      />
      {(["b", "present", "acceptable"] as const).map((field) => (
        <Field
          key={field}
          label={words[field]}
          value={totals[field] === 0 ? "" : String(totals[field])}
          inputMode="numeric"
          maxLength={4}
          onChange={(text) =>
            onChange({
              ...entry,
              value: { year, totals: { ...totals, [field]: Number(text.replace(/\D/g, "")) } },
            })
          }
        />
      ))}
    </>
  );
}

function YearSelect(props: { today: string; value: string; onChange: (year: string) => void }) {
  const years = yearsAround(yearOf(props.today));
  const all = years.includes(props.value) ? years : [props.value, ...years];
  return (
    <Select
      label={words.year}
      value={props.value}
      onChange={props.onChange}
      options={all.map((value) => ({ value, label: value }))}
    />
  );
}

function GroupField(props: { value: string | null; onChange: (group: string | null) => void }) {
  return (
    <Field
      label={words.group}
      value={props.value ?? ""}
      inputMode="numeric"
      maxLength={6}
      onChange={(text) => props.onChange(text.trim() || null)}
    />
  );
}
