import type { WeekColumn } from "../../backend/generated/WeekColumn";
import { useDo } from "../../backend/queries";
import { Button, ProblemMessage, useSaid } from "../../shared";
import { nl } from "../../texts/nl";
import { halfDayText, takenText } from "./words";

/** Who took the register of the half day of the cursor, with a way to open it again. */
export function TakenLine({ name, column }: { name: string; column: WeekColumn }) {
  const words = nl.attendance.states;
  const said = useSaid();
  const untake = useDo("roll_take");
  if (!column.taken) return null;
  return (
    <div className="row">
      <span className="soft">{words.takenBy(takenText(column.taken))}</span>
      <Button
        small
        kind="quiet"
        busy={untake.isPending}
        onClick={() =>
          untake.mutate(
            { class: name, at: [column.at], taken: false },
            {
              onSuccess: ({ batch }) => said(words.reopened(halfDayText(column.at)), batch),
            },
          )
        }
      >
        {words.reopen}
      </Button>
      <ProblemMessage problem={untake.error} />
    </div>
  );
}
