import { useState } from "react";
import type { School } from "../../../backend/generated/School";
import type { SchoolKind } from "../../../backend/generated/SchoolKind";
import type { TypedSchool } from "../../../backend/generated/TypedSchool";
import { useDo } from "../../../backend/queries";
import { Checkbox, Confirm, Field, Form, FormFoot, Panel, Select, useSaid } from "../../../shared";
import { nl } from "../../../texts/nl";

const words = nl.overlapLists.byHand;
const FIELDS = ["number", "name", "municipality", "phone", "email"] as const;
const EMPTY: TypedSchool = {
  number: "",
  name: "",
  municipality: "",
  phone: "",
  email: "",
  kind: null,
  school_group: "",
  hospital: false,
};

/** A school of the table, or a new one. */
export function SchoolPanel(props: { was: School | null; onClose: () => void }) {
  const { was, onClose } = props;
  const seen: TypedSchool | null = was && { ...was, school_group: was.school_group ?? "" };
  const [form, setForm] = useState<TypedSchool>(seen ?? EMPTY);
  const act = useDo("overlap_do");
  const said = useSaid();
  const put = (change: Partial<TypedSchool>) => setForm((now) => ({ ...now, ...change }));
  const save = (now: TypedSchool | null) =>
    act.mutate(
      { pupil: null, act: { do: "school", was: seen, now } },
      {
        onSuccess: ({ batch }) => {
          said(now ? words.saved(now.name.trim()) : words.removed(seen?.name ?? ""), batch);
          onClose();
        },
      },
    );
  return (
    <Panel title={was ? words.change : words.adding} onClose={onClose}>
      <Form onSubmit={() => save(form)}>
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={words[field]}
            value={form[field]}
            maxLength={field === "number" ? 6 : 120}
            inputMode={field === "number" ? "numeric" : undefined}
            hint={field === "number" ? words.numberHint : undefined}
            onChange={(text) => put({ [field]: text })}
          />
        ))}
        <Select<SchoolKind | "">
          label={words.kind}
          value={form.kind ?? ""}
          onChange={(kind) => put({ kind: kind || null })}
          options={[
            { value: "", label: words.kindUnknown },
            ...(["bao", "so", "buso"] as const).map((value) => ({
              value,
              label: nl.calendar.school.kinds[value],
            })),
          ]}
        />
        <Field
          label={words.group}
          value={form.school_group}
          maxLength={6}
          inputMode="numeric"
          hint={words.groupHint}
          onChange={(school_group) => put({ school_group })}
        />
        <Checkbox checked={form.hospital} onChange={(hospital) => put({ hospital })}>
          {nl.overlaps.add.hospital}
        </Checkbox>
        <FormFoot act={words.save} busy={act.isPending} problem={act.error} onCancel={onClose}>
          {was ? (
            <Confirm
              kind="danger"
              label={words.remove}
              question={words.removeAsk}
              yes={words.removeYes}
              onYes={() => save(null)}
            />
          ) : null}
        </FormFoot>
      </Form>
    </Panel>
  );
}
