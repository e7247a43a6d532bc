/** Te laat: a card scanned at the gate becomes code L with the time. */
import { useCallback, useState } from "react";
import { asProblem, call } from "../../../backend";
import type { Half } from "../../../backend/generated/Half";
import type { Problem } from "../../../backend/generated/Problem";
import type { PupilRow } from "../../../backend/generated/PupilRow";
import { useRead } from "../../../backend/queries";
import { EmptyState, ProblemMessage, Screen, Select, Tabs } from "../../../shared";
import { dayName } from "../../../shared/days";
import { nl } from "../../../texts/nl";
import { ScanField } from "../ScanField";
import { Arrivals } from "./Arrivals";
import { arrive, clock, halfAt, type Outcome, takeBack, useArrivals } from "./late";
import { Result } from "./Result";

const text = nl.scanning;
const words = text.late;

/** What is shown of the last scan. */
type Shown =
  | Outcome
  | { kind: "which"; pupils: PupilRow[] }
  | { kind: "unknown" }
  | { kind: "refused"; why: keyof typeof text.refused };

/** The screen. */
export function LateScreen() {
  const today = useRead("session_state", {}).data?.today ?? "";
  const arrivals = useArrivals();
  const [half, setHalf] = useState<"now" | Half>("now");
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const at = { day: today, half: half === "now" ? halfAt(new Date()) : half };

  const attempt = useCallback(async (work: () => Promise<Shown>) => {
    try {
      setShown(await work());
      setProblem(null);
    } catch (error) {
      setShown(null);
      setProblem(asProblem(error));
    }
  }, []);
  const late = (pupil: PupilRow, replace = false) =>
    attempt(() => arrive(pupil, at, clock(new Date()), replace));
  const scanned = (code: string) =>
    attempt(async () => {
      const { matches } = await call("scan", { code });
      const pupils = [...new Map(matches.map(({ pupil }) => [pupil.id, pupil])).values()];
      const [only] = pupils;
      if (!only) return { kind: "unknown" };
      if (pupils.length > 1) return { kind: "which", pupils };
      return arrive(only, at, clock(new Date()));
    });

  return (
    <Screen
      title={words.title}
      subtitle={today ? words.subtitle(nl.shared.halves[at.half], dayName(today)) : null}
      fill
      actions={
        <Select
          label={words.half}
          value={half}
          onChange={setHalf}
          options={[
            { value: "now", label: words.now },
            { value: "VM", label: nl.shared.halves.VM },
            { value: "NM", label: nl.shared.halves.NM },
          ]}
        />
      }
    >
      <Tabs label={text.title} tabs={text.tabs} current={text.tabs[1].path} />
      <ScanField
        onCode={(code) => void scanned(code)}
        onRefused={(why) => setShown({ kind: "refused", why })}
        hint={words.fieldHint}
      />
      <ProblemMessage problem={problem} />
      <div className="scan-body">
        <div aria-live="assertive" className="scan-result-wrap">
          {shown?.kind === "refused" ? (
            <section className="card">{text.refused[shown.why]}</section>
          ) : shown ? (
            <Result
              key={shown.kind === "saved" ? shown.arrival.id : shown.kind}
              outcome={
                shown.kind === "saved"
                  ? {
                      kind: "saved",
                      arrival: arrivals.find(({ id }) => id === shown.arrival.id) ?? shown.arrival,
                    }
                  : shown
              }
              onLate={late}
            />
          ) : (
            <EmptyState title={words.emptyTitle}>
              <p>{words.emptyText}</p>
              <p>{words.noon}</p>
            </EmptyState>
          )}
        </div>
        <Arrivals
          arrivals={arrivals}
          onUndo={(arrival) =>
            void attempt(async () => ({ kind: "saved", arrival: await takeBack(arrival) }))
          }
        />
      </div>
    </Screen>
  );
}
