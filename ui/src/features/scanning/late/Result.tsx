import { useState } from "react";
import { asProblem } from "../../../backend";
import type { Problem } from "../../../backend/generated/Problem";
import type { PupilRow } from "../../../backend/generated/PupilRow";
import { Button, Field, Form, Pill, ProblemMessage } from "../../../shared";
import { registerForm, useDrafts } from "../../../shared/drafts";
import { cellKey } from "../../../shared/register";
import { nl } from "../../../texts/nl";
import { type Arrival, explain, type Outcome } from "./late";

const words = nl.scanning.late;

/** What the last scan became, in large. */
export function Result({
  outcome,
  onLate,
}: {
  outcome: Outcome | { kind: "which"; pupils: PupilRow[] } | { kind: "unknown" };
  onLate: (pupil: PupilRow, replace?: boolean) => void;
}) {
  if (outcome.kind === "unknown") return <section className="card">{words.unknown}</section>;
  if (outcome.kind === "which") {
    return (
      <section className="card stack">
        <h2>{words.which}</h2>
        {outcome.pupils.map((pupil) => (
          <Button key={pupil.id} onClick={() => onLate(pupil)}>
            {words.choose(`${pupil.last_name} ${pupil.first_name} (${pupil.class})`)}
          </Button>
        ))}
      </section>
    );
  }
  if (outcome.kind === "saved") return <Saved arrival={outcome.arrival} />;
  return (
    <section className="card stack">
      <Name pupil={outcome.pupil} />
      {outcome.kind === "not_found" ? <p>{words.notFound}</p> : null}
      {outcome.kind === "already" ? (
        <>
          <p>{words.already(outcome.mark.code, outcome.mark.time ?? "")}</p>
          <div>
            <Button onClick={() => onLate(outcome.pupil, true)}>{words.replace}</Button>
          </div>
        </>
      ) : null}
    </section>
  );
}

function Name({ pupil }: { pupil: PupilRow }) {
  return (
    <h2 className="late-name">
      {pupil.last_name} {pupil.first_name} <span className="soft">{pupil.class}</span>
    </h2>
  );
}

function Saved({ arrival }: { arrival: Arrival }) {
  // In the form of the class register, which offers it again when the program was ended.
  const { drafts, keep, forget } = useDrafts(registerForm(arrival.pupil.class));
  const key = cellKey(arrival.pupil.id, arrival.at);
  const reason = drafts[key] ?? arrival.mark.note ?? "";
  const [kept, setKept] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    try {
      await explain(arrival, reason.trim());
      forget(key);
      setProblem(null);
      setKept(true);
      document.getElementById("scan-field")?.focus();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <section className="card stack">
      <Name pupil={arrival.pupil} />
      <div>
        {arrival.undone ? (
          <Pill>{words.undone}</Pill>
        ) : (
          <Pill tone="good">{words.saved(arrival.mark.time ?? "")}</Pill>
        )}
      </div>
      {arrival.undone ? null : (
        <Form className="stack tight" onSubmit={() => void save()}>
          <Field
            label={words.reason}
            value={reason}
            maxLength={200}
            hint={kept ? words.reasonSaved : words.reasonHint}
            onChange={(value) => {
              setKept(false);
              keep(key, value);
            }}
          />
          <div>
            <Button submit disabled={reason.trim() === (arrival.mark.note ?? "")}>
              {words.saveReason}
            </Button>
          </div>
          <ProblemMessage problem={problem} />
        </Form>
      )}
    </section>
  );
}
