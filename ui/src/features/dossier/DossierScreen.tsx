import { useState } from "react";
import { Link } from "wouter";
import type { Dossier } from "../../backend/generated/Dossier";
import type { DossierRow } from "../../backend/generated/DossierRow";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Button, Card, ProblemMessage, PupilTabs, Screen, useToast } from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";
import { EntryPanel } from "./EntryPanel";
import { EntryRow } from "./EntryRow";
import { KINDS, type Kind } from "./entries";

const words = nl.dossier;

/** What stands open beside the file: an entry, or a new one of a kind. */
export type Open = { kind: Kind; row: DossierRow | null } | null;

/** Characteristics, certificates, admission, discipline, and what the previous school told. */
export function DossierScreen({ pupil }: { pupil: string }) {
  const today = useRead("session_state", {}).data?.today ?? "";
  const answer = useRead("dossier", { pupil });
  const sheet = useRead("pupil_sheet", { id: pupil }).data?.row;
  const row = sheet?.id === pupil ? sheet : undefined;
  const [open, setOpen] = useState<Open>(null);
  const print = useDo("report_save");
  const toast = useToast();
  const dossier = answer.isPlaceholderData ? undefined : answer.data;
  return (
    <Screen
      title={row ? `${row.last_name} ${row.first_name}` : nl.enrolmentFile.title}
      subtitle={
        row ? [row.class, date(row.birth_date), row.stamnummer].filter(Boolean).join(" · ") : null
      }
      actions={
        <>
          <Link className="button" href={`/leerlingen/${pupil}`}>
            {nl.enrolmentFile.sheet}
          </Link>
          <Button
            busy={print.isPending}
            onClick={() =>
              print.mutate(
                {
                  what: "report",
                  report: { report: "dossier", pupils: [pupil] },
                  codes: "official",
                  format: "pdf",
                  to: "save",
                },
                {
                  onSuccess: ({ file_name }) =>
                    toast({
                      tone: file_name === null ? "quiet" : "good",
                      text: file_name === null ? nl.reports.nothing : nl.reports.saved(file_name),
                    }),
                },
              )
            }
          >
            {words.print}
          </Button>
        </>
      }
      aside={
        open && dossier ? (
          <EntryPanel
            key={open.row?.id ?? open.kind}
            pupil={pupil}
            open={open}
            dossier={dossier}
            today={today}
            onClose={() => setOpen(null)}
          />
        ) : null
      }
    >
      <PupilTabs pupil={pupil} current="dossier" />
      <ProblemMessage
        problem={answer.error ?? print.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {!dossier && !answer.error ? <Busy what={words.loading} /> : null}
      {dossier ? (
        <div className="file-cards">
          {KINDS.map((kind) => (
            <Part key={kind} kind={kind} dossier={dossier} onOpen={setOpen} />
          ))}
          {dossier.removed.length > 0 ? (
            <Card title={words.removedTitle}>
              <ul className="lines">
                {dossier.removed.map((gone) => (
                  <EntryRow key={gone.id} row={gone} dossier={dossier} />
                ))}
              </ul>
            </Card>
          ) : null}
        </div>
      ) : null}
    </Screen>
  );
}

function Part(props: { kind: Kind; dossier: Dossier; onOpen: (open: Open) => void }) {
  const { kind, dossier, onOpen } = props;
  const rows = dossier.rows.filter((row) => row.entry.kind === kind);
  return (
    <Card
      title={words.parts[kind]}
      actions={
        <Button
          small
          aria-label={words.addOf(words.one[kind])}
          onClick={() => onOpen({ kind, row: null })}
        >
          {words.add}
        </Button>
      }
    >
      {rows.length === 0 ? <p className="soft">{words.none[kind]}</p> : null}
      <ul className="lines">
        {rows.map((row) => (
          <EntryRow
            key={row.id}
            row={row}
            dossier={dossier}
            onChange={() => onOpen({ kind, row })}
          />
        ))}
      </ul>
    </Card>
  );
}
