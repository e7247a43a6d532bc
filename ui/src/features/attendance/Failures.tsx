import { Button, IconButton } from "../../shared";
import { nl, problemText } from "../../texts/nl";
import { dismiss, type Failure, useSaving } from "./saving";
import { halfDayShort } from "./words";

/** What went back to what it was, and why. Stays until it is read. */
export function Failures(props: {
  nameOf: (pupil: string) => string | null;
  onGo: (failure: Failure) => void;
}) {
  const words = nl.attendance.failures;
  const { failures } = useSaving();
  const shown = failures.flatMap((failure) => {
    const name = props.nameOf(failure.pupil);
    return name ? [{ failure, name }] : [];
  });
  return (
    <div role="alert" className="failures">
      {shown.map(({ failure, name }) => (
        <div key={failure.key} className="problem">
          <span className="problem-sign" aria-hidden="true">
            ▲
          </span>
          <div className="problem-text">
            <span className="strong">
              {words.what(name, halfDayShort(failure.at), failure.tried?.code ?? words.clear)}
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
