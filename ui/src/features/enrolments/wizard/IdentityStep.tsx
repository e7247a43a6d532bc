import { Button, Field, Select, Suggest } from "../../../shared";
import { date } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { useKnown } from "../useKnown";
import { useWizard } from "./context";
import { IDENTITY, type IdentityField } from "./form";
import { useSaidAt } from "./said";

const words = nl.enrol.identity;

/** Who it is: the INSZ first, since it answers half of the rest. */
export function IdentityStep() {
  const { form, set, choices } = useWizard();
  const asked = form.pupil === null ? IDENTITY : null;
  return (
    <>
      {form.pupil === null ? null : <Known id={form.pupil} />}
      {asked ? <IdentityFields fields={asked} /> : null}
      <Suggest
        label={words.nationality}
        value={form.nationality}
        hint={words.nationalityHint}
        suggestions={(choices?.nationalities ?? []).map((value) => ({ value }))}
        onChange={(nationality) => set((now) => ({ ...now, nationality }))}
      />
    </>
  );
}

function IdentityFields({ fields }: { fields: readonly IdentityField[] }) {
  return (
    <div className="enrol-fields">
      {fields.map((field) =>
        field === "sex" ? <Sex key={field} /> : <Typed key={field} field={field} />,
      )}
    </div>
  );
}

function Typed({ field }: { field: Exclude<IdentityField, "sex"> }) {
  const { form, set } = useWizard();
  const value = form.fields[field];
  const hints: Partial<Record<IdentityField, string>> = {
    insz: words.inszHint,
    birth_date: words.birthHint,
  };
  const digits = value.replace(/\D/g, "").length;
  const said = useSaidAt(field, field === "insz" && digits < 11 ? "" : value, hints[field]);
  const sound = field === "insz" && digits === 11 && !said.error;
  return (
    <Field
      label={field === "insz" ? words.insz : (nl.shared.fields[field] ?? field)}
      className={field === "insz" ? "wide" : ""}
      value={value}
      maxLength={200}
      inputMode={field === "insz" ? "numeric" : undefined}
      error={said.error}
      hint={sound ? <span className="good-text">✓ {words.inszGood}</span> : said.hint}
      onChange={(text) => set((now) => ({ ...now, fields: { ...now.fields, [field]: text } }))}
    />
  );
}

function Sex() {
  const { form, set } = useWizard();
  const said = useSaidAt("sex", form.fields.sex);
  return (
    <Select
      label={nl.shared.fields.sex ?? ""}
      value={form.fields.sex}
      hint={said.hint}
      onChange={(sex) => set((now) => ({ ...now, fields: { ...now.fields, sex } }))}
      options={[
        { value: "", label: nl.enrol.school.none },
        ...Object.entries(nl.shared.sexes).map(([value, label]) => ({ value, label })),
      ]}
    />
  );
}

/** Somebody of the register: what the sheet has is not asked again. */
function Known({ id }: { id: string }) {
  const { set } = useWizard();
  const row = useKnown(id)?.pupil ?? null;
  const missing = IDENTITY.filter(
    (field) =>
      row && (field === "insz" ? !row.has_insz : !row[field as Exclude<IdentityField, "insz">]),
  );
  return (
    <>
      <div className="notice stack tight">
        <div>
          <span className="strong">
            {words.known}: {row ? `${row.last_name} ${row.first_name}` : "…"}
          </span>{" "}
          <span className="soft nums">
            {row
              ? [row.class, date(row.birth_date), row.stamnummer].filter(Boolean).join(" · ")
              : ""}
          </span>
        </div>
        <div>{words.knownText}</div>
        <div>
          <Button
            small
            onClick={() => set((now) => ({ ...now, pupil: null, others: [...now.others, id] }))}
          >
            {words.somebodyElse}
          </Button>
        </div>
      </div>
      {missing.length > 0 ? <IdentityFields fields={missing} /> : null}
    </>
  );
}
