import type { WeekRow } from "../../backend/generated/WeekRow";
import { Button, IconButton } from "../../shared";
import { nl, problemText } from "../../texts/nl";
import { dismiss, type Failure, useSaving } from "./saving";
import { fullName, halfDayShort } from "./words";

/** What went back to what it was, and why. Stays until it is read. */
export function Failures(props: { rows: readonly WeekRow[]; onGo: (failure: Failure) => void }) {
  const words = nl.attendance.failures;
  const { failures } = useSaving();
  const shown = failures.flatMap((failure) => {
    const row = props.rows.find((one) => one.pupil === failure.pupil);
    return row ? [{ failure, row }] : [];
  });
  return (
    <div role="alert" className="failures">
      {shown.map(({ failure, row }) => (
        <div key={failure.key} className="problem">
          <span className="problem-sign" aria-hidden="true">
            ▲
          </span>
          <div className="problem-text">
            <span className="strong">
              {words.what(
                fullName(row),
                halfDayShort(failure.at),
                failure.tried?.code ?? words.clear,
              )}
            </span>{" "}
            {problemText(failure.problem)}
          </div>
          <Button small onClick={() => props.onGo(failure)}>
            {words.go}
          </Button>
          <IconButton label={nl.shared.close} onClick={() => dismiss(failure.key)}>
            ✕
          </IconButton>
        </div>
      ))}
    </div>
  );
}
