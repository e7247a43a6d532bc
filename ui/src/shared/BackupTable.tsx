import { useState } from "react";
import type { BackupComparison } from "../backend/generated/BackupComparison";
import type { BackupRow } from "../backend/generated/BackupRow";
import { useDo, useRead } from "../backend/queries";
import { nl } from "../texts/nl";
import { Busy } from "./Busy";
import { Button } from "./Button";
import { Form } from "./Form";
import { number, size, whenShort } from "./format";
import { Pill } from "./Pill";
import { PlainTable } from "./PlainTable";
import { ProblemMessage } from "./ProblemMessage";
import { Secret } from "./Secret";
import { useToast } from "./Toast";

const words = nl.settings.backups;

/** The backups of this laptop; each can be put back, after saying what that takes away. */
export function BackupTable({ backups, today }: { backups: readonly BackupRow[]; today: string }) {
  const [chosen, setChosen] = useState<BackupRow | null>(null);
  return (
    <>
      <PlainTable
        columns={[words.when, { right: words.size }, words.state, { hidden: words.restore }]}
      >
        {backups.map((backup) => (
          <tr key={backup.file_name}>
            <td>
              <div className="nums">{whenShort(backup.at, today)}</div>
              <div className="hint">{backup.file_name}</div>
            </td>
            <td className="right nums">{size(backup.size)}</td>
            <td>
              {backup.earlier_key ? (
                <Pill tone="quiet">{words.earlierKey}</Pill>
              ) : backup.verified ? (
                <Pill tone="good">{words.verified}</Pill>
              ) : (
                <Pill tone="warn">{words.notVerified}</Pill>
              )}
            </td>
            <td className="right">
              <Button
                small
                aria-label={words.restoreOne(whenShort(backup.at, today))}
                onClick={() => setChosen(backup)}
              >
                {words.restore}
              </Button>
            </td>
          </tr>
        ))}
      </PlainTable>
      {chosen ? (
        <Restore
          key={chosen.file_name}
          backup={chosen}
          today={today}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  );
}

/** What putting it back would change, and doing it. */
function Restore(props: { backup: BackupRow; today: string; onClose: () => void }) {
  const { backup, today, onClose } = props;
  const { at } = backup;
  const toast = useToast();
  const restore = useDo("maintain");
  // Not a question of the cache: what is typed stays in this form.
  const opened = useDo("maintain");
  const [sheet, setSheet] = useState("");
  // Once it is put back, or its sheet is asked, there is nothing left to compare by itself.
  const compared = useRead(
    "maintain",
    { what: "compare", at, sheet: null },
    { enabled: opened.isIdle && (restore.isIdle || restore.isError) },
  );
  const locked =
    !opened.data && (!opened.isIdle || compared.error?.problem.code === "key_of_before");
  const seen = opened.data ?? (compared.isFetching ? undefined : compared.data);
  const when = whenShort(backup.at, today);
  const yes = () =>
    restore.mutate(
      { what: "restore", at, sheet: opened.data ? sheet : null },
      {
        onSuccess: ({ kept }) => {
          toast({ tone: "good", text: words.restored(when, kept ?? "") });
          onClose();
        },
      },
    );
  return (
    <section className="notice warn stack" aria-label={words.restoreOne(when)}>
      {compared.isFetching || opened.isPending ? <Busy what={words.comparing} /> : null}
      <ProblemMessage
        problem={(locked || opened.data ? opened.error : compared.error) ?? restore.error}
      />
      {locked ? (
        <Form onSubmit={() => opened.mutate({ what: "compare", at, sheet })}>
          <p>{words.sheetNeeded}</p>
          <Secret label={words.sheet} value={sheet} onChange={setSheet} focus />
          <div className="row">
            <Button submit disabled={sheet.trim() === ""} busy={opened.isPending}>
              {words.sheetOpen}
            </Button>
          </div>
        </Form>
      ) : null}
      {seen ? (
        <>
          <p>
            <span className="strong">{words.question(when)}</span>{" "}
            {seen.comparison ? difference(seen.comparison, today) : words.unknown}
          </p>
          <p>{words.kept}</p>
        </>
      ) : null}
      {restore.isPending ? <Busy what={words.restoring} /> : null}
      <div className="row">
        {seen ? (
          <Button kind="primary" busy={restore.isPending} onClick={yes}>
            {words.yes}
          </Button>
        ) : null}
        <Button disabled={restore.isPending} onClick={onClose}>
          {nl.shared.cancel}
        </Button>
      </div>
    </section>
  );
}

function difference({ lost, first_lost, gained }: BackupComparison, today: string): string {
  const taken =
    lost > 0
      ? words.lost(number(lost), lost === 1, whenShort(first_lost, today))
      : words.nothingLost;
  return gained > 0 ? `${taken} ${words.gained(number(gained), gained === 1)}` : taken;
}
