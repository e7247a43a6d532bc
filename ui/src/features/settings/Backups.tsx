import type { BackupRow } from "../../backend/generated/BackupRow";
import { useDo } from "../../backend/queries";
import { Busy, Button, Card, ProblemMessage, useToast } from "../../shared";
import { BackupTable } from "../../shared/BackupTable";
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
          <BackupTable backups={backups} today={today} />
        )}
      </div>
    </Card>
  );
}
