/** Scannen: a field that always listens, and whose barcode it is. */
import { useCallback, useState } from "react";
import { asProblem, call } from "../../backend";
import type { Problem } from "../../backend/generated/Problem";
import { ProblemMessage, Screen, Tabs } from "../../shared";
import { nl } from "../../texts/nl";
import { History } from "./History";
import { Legend } from "./Legend";
import { LateScreen } from "./late/LateScreen";
import { ResultCard } from "./ResultCard";
import { ScanField } from "./ScanField";
import { remember, resultOf, type Scan, useScans } from "./store";

const text = nl.scanning;

/** The screen. `place`: empty to check cards, `te-laat` for who comes in late. */
export function ScanningScreen({ place }: { place: string }) {
  return place === "te-laat" ? <LateScreen /> : <CheckScreen />;
}

function CheckScreen() {
  const scans = useScans();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const current = scans.find((scan) => scan.id === shown) ?? scans[0];

  const onCode = useCallback(async (code: string) => {
    try {
      const answer = await call("scan", { code });
      remember({ at: Date.now(), code: answer.code, result: resultOf(answer), answer });
      setProblem(null);
      setShown(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }, []);
  const onRefused = useCallback((why: NonNullable<Scan["why"]>) => {
    remember({ at: Date.now(), code: "", result: "refused", answer: null, why });
    setShown(null);
  }, []);

  return (
    <Screen title={text.title} subtitle={text.subtitle} fill>
      <Tabs label={text.title} tabs={text.tabs} current={text.tabs[0].path} />
      <ScanField onCode={onCode} onRefused={onRefused} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="scan-body">
        <div aria-live="assertive" aria-atomic="true" className="scan-result-wrap">
          {current ? <ResultCard key={current.id} scan={current} /> : <Legend />}
        </div>
        <History scans={scans} shown={current?.id ?? null} onShow={setShown} />
      </div>
    </Screen>
  );
}
