import { useState } from "react";
import { asProblem } from "../../backend";
import type { PupilField } from "../../backend/generated/PupilField";
import type { PupilSheet } from "../../backend/generated/PupilSheet";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Panel, ProblemMessage, useToast, useUndo } from "../../shared";
import { fieldText } from "../../shared/fieldText";
import { date } from "../../shared/format";
import { PLAIN_FIELDS } from "../../shared/pupil";
import { nl, problemText } from "../../texts/nl";
import { CardPill } from "./columns";
import { EditableField } from "./EditableField";
import { Enrolments } from "./Enrolments";
import { History } from "./History";
import { InszField } from "./InszField";
import { LooksAt } from "./LooksAt";
import { Merged } from "./Merged";
import { Numbers } from "./Numbers";
import { Waiting } from "./Waiting";

/** Everything on one pupil, beside the list. */
export function PupilPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const sheet = useRead("pupil_sheet", { id });
  const row = sheet.data?.row;
  return (
    <Panel
      title={row ? `${row.last_name} ${row.first_name}` : nl.pupils.title}
      subtitle={
        row ? (
          <span className="row">
            {[row.class, date(row.birth_date)].filter(Boolean).join(" · ")}
            <CardPill card={row.card} />
          </span>
        ) : null
      }
      onClose={onClose}
    >
      <ProblemMessage problem={sheet.error} />
      {sheet.isPending ? <Busy what={nl.pupils.sheet.loading} /> : null}
      {sheet.data ? <Sheet sheet={sheet.data} /> : null}
    </Panel>
  );
}

const OPTIONS: Partial<Record<PupilField, readonly { value: string; label: string }[]>> = {
  sex: [
    { value: "", label: nl.pupils.create.none },
    ...Object.entries(nl.shared.sexes).map(([value, label]) => ({ value, label })),
  ],
  kind: Object.entries(nl.shared.kinds).map(([value, label]) => ({ value, label })),
};

function Sheet({ sheet }: { sheet: PupilSheet }) {
  const words = nl.pupils.sheet;
  const { row } = sheet;
  const toast = useToast();
  const edit = useDo("pupil_edit");
  const { undo } = useUndo();
  const [wrong, setWrong] = useState<{ field: PupilField; text: string } | null>(null);

  const save = (field: PupilField, was: string | null, now: string) => {
    setWrong(null);
    edit.mutate(
      { id: row.id, items: [{ field, was, now }] },
      {
        onSuccess: ({ batch }) => {
          toast({
            tone: "good",
            text:
              field === "insz"
                ? words.changed(nl.shared.fields.insz ?? "", "•••", now ? "•••" : nl.shared.empty)
                : words.changed(
                    nl.shared.fields[field] ?? field,
                    fieldText(field, was ?? "") || nl.shared.empty,
                    fieldText(field, now) || nl.shared.empty,
                  ),
            action: batch ? { label: nl.shared.undo, run: () => undo(batch) } : undefined,
          });
        },
        onError: (error) => setWrong({ field, text: problemText(asProblem(error)) }),
      },
    );
  };

  return (
    <>
      <section aria-label={words.data} className="editables">
        {PLAIN_FIELDS.map((field) => (
          <EditableField
            key={`${field}-${row[field]}`}
            label={nl.shared.fields[field] ?? field}
            value={fieldText(field, row[field])}
            typed={field === "birth_date" ? date(row[field]) : row[field]}
            options={OPTIONS[field]}
            hint={field === "birth_date" ? nl.pupils.create.dateHint : undefined}
            error={wrong?.field === field ? wrong.text : undefined}
            onSave={(now) => save(field, row[field], now)}
          />
        ))}
        <InszField
          id={row.id}
          masked={sheet.insz_masked}
          error={wrong?.field === "insz" ? wrong.text : undefined}
          onSave={(now) => save("insz", null, now)}
        />
      </section>
      <Enrolments pupil={row} enrolments={sheet.enrolments} />
      <Waiting pupil={row.id} />
      <Numbers numbers={sheet.numbers} tag={sheet.tag} />
      <Merged pupil={row.id} merged={sheet.merged} />
      <History history={sheet.history} />
      <LooksAt pupil={row.id} />
    </>
  );
}
