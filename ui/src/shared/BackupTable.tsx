import { useState } from "react";
import type { BackupComparison } from "../backend/generated/BackupComparison";
import type { BackupRow } from "../backend/generated/BackupRow";
import { useDo, useRead } from "../backend/queries";
import { nl } from "../texts/nl";
import { Busy } from "./Busy";
import { Button } from "./Button";
import { number, size, whenShort } from "./format";
import { Pill } from "./Pill";
import { ProblemMessage } from "./ProblemMessage";
import { useToast } from "./Toast";

const words = nl.settings.backups;

/** The backups of this laptop; each can be put back, after saying what that takes away. */
export function BackupTable({ backups, today }: { backups: readonly BackupRow[]; today: string }) {
  const [chosen, setChosen] = useState<BackupRow | null>(null);
  return (
    <>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col" className="right">
              {words.size}
            </th>
            <th scope="col">{words.state}</th>
            <th scope="col">
              <span className="visually-hidden">{words.restore}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.file_name}>
              <td>
                <div className="nums">{whenShort(backup.at, today)}</div>
                <div className="hint">{backup.file_name}</div>
              </td>
              <td className="right nums">{size(backup.size)}</td>
              <td>
                {backup.verified ? (
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
        </tbody>
      </table>
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
  // Once it is put back there is nothing left to compare.
  const compared = useRead(
    "maintain",
    { what: "compare", at },
    { enabled: restore.isIdle || restore.isError },
  );
  const when = whenShort(backup.at, today);
  const yes = () =>
    restore.mutate(
      { what: "restore", at },
      {
        onSuccess: ({ kept }) => {
          toast({ tone: "good", text: words.restored(when, kept ?? "") });
          onClose();
        },
      },
    );
  return (
    <section className="notice warn stack" aria-label={words.restoreOne(when)}>
      {compared.isFetching ? <Busy what={words.comparing} /> : null}
      <ProblemMessage problem={compared.error ?? restore.error} />
      {compared.data && !compared.isFetching ? (
        <>
          <p>
            <span className="strong">{words.question(when)}</span>{" "}
            {compared.data.comparison ? difference(compared.data.comparison, today) : words.unknown}
          </p>
          <p>{words.kept}</p>
        </>
      ) : null}
      {restore.isPending ? <Busy what={words.restoring} /> : null}
      <div className="row">
        {compared.data && !compared.isFetching ? (
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
