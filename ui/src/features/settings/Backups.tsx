import type { BackupRow } from "../../backend/generated/BackupRow";
import { useDo } from "../../backend/queries";
import { Busy, Button, Card, Pill, ProblemMessage, useToast } from "../../shared";
import { size, whenShort } from "../../shared/format";
import { nl } from "../../texts/nl";

/** Copies of the last days, and one now. */
export function Backups({ backups, today }: { backups: readonly BackupRow[]; today: string }) {
  const words = nl.settings.backups;
  const toast = useToast();
  const make = useDo("maintain");
  return (
    <Card
      title={words.title}
      actions={
        <Button
          busy={make.isPending}
          onClick={() =>
            make.mutate(
              { what: "backup" },
              {
                onSuccess: ({ backup: made }) =>
                  made &&
                  toast(
                    made.verified
                      ? { tone: "good", text: words.made(made.file_name) }
                      : { tone: "warn", text: words.unverified(made.file_name) },
                  ),
              },
            )
          }
        >
          {words.now}
        </Button>
      }
    >
      <div className="stack">
        <p className="soft">{words.text}</p>
        {make.isPending ? <Busy what={words.busy} /> : null}
        <ProblemMessage problem={make.error} />
        {backups.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.file}</th>
                <th scope="col" className="right">
                  {words.size}
                </th>
                <th scope="col">{words.state}</th>
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <tr key={backup.file_name}>
                  <td className="nums">{whenShort(backup.at, today)}</td>
                  <td className="cut">{backup.file_name}</td>
                  <td className="right nums">{size(backup.size)}</td>
                  <td>
                    {backup.verified ? (
                      <Pill tone="good">{words.verified}</Pill>
                    ) : (
                      <Pill tone="warn">{words.notVerified}</Pill>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Card>
  );
}
