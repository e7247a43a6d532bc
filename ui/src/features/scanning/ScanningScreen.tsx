/** Scannen: a field that always listens, and whose barcode it is. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { asProblem, call } from "../../backend";
import type { Problem } from "../../backend/generated/Problem";
import type { PupilRow } from "../../backend/generated/PupilRow";
import type { ScanMatch } from "../../backend/generated/ScanMatch";
import { Button, Pill, ProblemMessage, Screen } from "../../shared";
import { addToCards, useCards, wantCards } from "../../shared/cardSelection";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";
import {
  counts,
  forget,
  type Result,
  remember,
  resultOf,
  type Scan,
  toReprint,
  useScans,
} from "./store";
import { type Outcome, Wedge } from "./wedge";

const text = nl.scanning;
const ORDER: readonly Result[] = ["green", "amber", "ambiguous", "article", "red", "refused"];

/** The screen. */
export function ScanningScreen() {
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

/** The field. Takes the focus back as soon as nothing else needs it. */
function ScanField(props: {
  onCode: (code: string) => void;
  onRefused: (why: NonNullable<Scan["why"]>) => void;
}) {
  const { onCode, onRefused } = props;
  const wedge = useRef(new Wedge());
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState("");
  const [focused, setFocused] = useState(false);

  useEffect(() => {
    const back = () => {
      const active = document.activeElement;
      const idle = !active || active === document.body || active.matches("a[aria-current=page]");
      if (idle) input.current?.focus();
    };
    back();
    input.current?.focus();
    // A click beside every control, or on this screen's own name in the menu, leaves the focus
    // where no scan arrives: the next one must count.
    const click = () => window.setTimeout(back, 0);
    document.addEventListener("click", click);
    window.addEventListener("focus", click);
    return () => {
      document.removeEventListener("click", click);
      window.removeEventListener("focus", click);
    };
  }, []);

  function handle(outcome: Outcome): boolean {
    setValue(wedge.current.text);
    if (outcome.kind === "scan") onCode(outcome.code);
    if (outcome.kind === "refused") onRefused(outcome.why);
    return outcome.kind !== "passed";
  }

  return (
    <div className="scan-field" data-listening={focused}>
      <label htmlFor="scan-field">{text.field}</label>
      <input
        ref={input}
        id="scan-field"
        value={value}
        onChange={() => undefined}
        onKeyDown={(event) => {
          const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event;
          const paste = (ctrlKey || metaKey) && key.toLowerCase() === "v";
          // Ctrl V stays: the text is cleaned in `onPaste`.
          if (paste && value === "") return event.stopPropagation();
          if (
            handle(
              wedge.current.press(
                { key, code, shiftKey, ctrlKey, altKey, metaKey },
                performance.now(),
              ),
            )
          ) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
        onPaste={(event) => {
          event.preventDefault();
          handle(wedge.current.paste(event.clipboardData.getData("text/plain")));
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        aria-describedby="scan-hint"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="characters"
        spellCheck={false}
        inputMode="text"
      />
      <span className="scan-state" aria-hidden="true">
        {focused ? `● ${text.listening}` : `○ ${text.notListening}`}
      </span>
      <p id="scan-hint" className="hint">
        {text.fieldHint}
      </p>
    </div>
  );
}

/** What the colours mean, before the first scan. */
function Legend() {
  return (
    <section className="card scan-empty">
      <h2>{text.emptyTitle}</h2>
      <p>{text.emptyText}</p>
      <ul>
        {(["green", "amber", "ambiguous", "article", "red"] as const).map((result) => (
          <li key={result}>
            <span className={`scan-sign scan-${result}`} aria-hidden="true">
              {text.sign[result]}
            </span>
            <span>
              <strong>{text.result[result]}</strong> – {text.legend[result]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentence(scan: Scan): string {
  const { answer, result } = scan;
  if (result === "refused") return text.refused[scan.why ?? "strange"];
  const [first] = answer?.matches ?? [];
  if (result === "green")
    return first?.through === "tag" ? text.sentence.greenTag : text.sentence.green;
  if (result === "amber") {
    const whose = text.sentence.amber(first?.database ?? "", first?.until ? date(first.until) : "");
    const printed = first?.pupil.card === "printed";
    return `${whose} ${printed ? text.sentence.amberPrinted : text.sentence.amberReprint}`;
  }
  if (result === "article") return text.sentence.article(answer?.article ?? "");
  return text.sentence[result];
}

/** One scan in large. */
function ResultCard({ scan }: { scan: Scan }) {
  const { result, answer } = scan;
  return (
    <section className={`card scan-result scan-${result}`}>
      <div className="scan-verdict">
        <span className={`scan-sign scan-${result} large`} aria-hidden="true">
          {text.sign[result]}
        </span>
        <div>
          <h2>{text.result[result]}</h2>
          {scan.code && <code className="scan-code">{scan.code}</code>}
        </div>
      </div>
      <p className="scan-sentence">{sentence(scan)}</p>
      {result === "ambiguous" && answer?.article ? (
        <p className="scan-sentence strong">{text.orArticle(answer.article)}</p>
      ) : null}
      {answer?.matches.map((match) => (
        <Match
          key={`${match.pupil.id} ${match.through} ${match.database}`}
          match={match}
          result={result}
        />
      ))}
    </section>
  );
}

function Match({ match, result }: { match: ScanMatch; result: Result }) {
  const { pupil } = match;
  const [, go] = useLocation();
  return (
    <div className="scan-pupil">
      <div className="scan-pupil-name">
        <strong>{pupil.last_name}</strong> {pupil.first_name}
      </div>
      <dl>
        <div className="scan-class">
          <dt>{text.classLabel}</dt>
          <dd>{pupil.class || text.noClass}</dd>
        </div>
        <div>
          <dt>{text.through[match.through] ?? match.through}</dt>
          <dd>
            {match.database || "–"}
            {match.until ? `, ${text.until} ${date(match.until)}` : ""}
          </dd>
        </div>
        <div>
          <dt>{text.number}</dt>
          <dd>{pupil.number || text.noNumber}</dd>
        </div>
        <div>
          <dt>{text.cardLabel}</dt>
          <dd>{text.card[pupil.card] ?? pupil.card}</dd>
        </div>
      </dl>
      <div className="scan-actions">
        {(result === "amber" || result === "ambiguous" || pupil.card !== "printed") && (
          <Reprint pupil={pupil} primary={result === "amber" && pupil.card !== "printed"} />
        )}
        <Button onClick={() => go(`/leerlingen/${pupil.id}`)}>{text.openPupil}</Button>
      </div>
    </div>
  );
}

function Reprint({ pupil, primary }: { pupil: PupilRow; primary: boolean }) {
  const chosen = useCards().includes(pupil.id);
  const [, go] = useLocation();
  if (chosen) {
    return (
      <>
        <Pill tone="good">{text.inSelection}</Pill>
        <Button
          onClick={() => {
            wantCards("pupils");
            go("/barcodes");
          }}
        >
          {text.toCards}
        </Button>
      </>
    );
  }
  return (
    <Button kind={primary ? "primary" : "plain"} onClick={() => addToCards([pupil.id])}>
      {text.reprint}
    </Button>
  );
}

/** Milliseconds → `08:41:05` on this laptop's clock. */
function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

function who(scan: Scan): string {
  const { answer, result } = scan;
  if (result === "article") return answer?.article ?? "";
  if (result === "refused") return text.refused[scan.why ?? "strange"];
  return (answer?.matches ?? [])
    .map(
      ({ pupil }) =>
        `${pupil.last_name} ${pupil.first_name}${pupil.class ? ` (${pupil.class})` : ""}`,
    )
    .join("  ·  ");
}

function History(props: {
  scans: readonly Scan[];
  shown: number | null;
  onShow: (id: number) => void;
}) {
  const { scans, shown, onShow } = props;
  const [, go] = useLocation();
  const many = counts(scans);
  const reprint = toReprint(scans);
  return (
    <section className="card scan-history" aria-label={text.history}>
      <header>
        <h2>{text.history}</h2>
        <span className="soft">
          {scans.length > 0 ? `${text.scans(scans.length)}. ${text.historyNote}` : text.historyNote}
        </span>
      </header>
      {scans.length > 0 && (
        <>
          <div className="scan-counts">
            {ORDER.filter((result) => many[result] > 0).map((result) => (
              <span key={result} className={`scan-pill scan-${result}`}>
                {text.sign[result]} {many[result]} {text.result[result].toLowerCase()}
              </span>
            ))}
          </div>
          <div className="scan-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{text.columns.at}</th>
                  <th scope="col">{text.columns.result}</th>
                  <th scope="col">{text.columns.code}</th>
                  <th scope="col">{text.columns.who}</th>
                </tr>
              </thead>
              <tbody>
                {scans.map((scan) => (
                  <tr key={scan.id} aria-current={scan.id === shown}>
                    <td className="soft">{clock(scan.at)}</td>
                    <td>
                      <span className={`scan-pill scan-${scan.result}`}>
                        {text.sign[scan.result]} {text.result[scan.result]}
                      </span>
                    </td>
                    <td>
                      <button
                        type="button"
                        className="scan-link scan-code"
                        onClick={() => onShow(scan.id)}
                      >
                        {scan.code || "–"}
                      </button>
                    </td>
                    <td>{who(scan)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <footer>
            {reprint.length > 0 && (
              <Button
                kind="primary"
                onClick={() => {
                  addToCards(reprint);
                  wantCards("pupils");
                  go("/barcodes");
                }}
              >
                {text.reprintAll(reprint.length)}
              </Button>
            )}
            <Button onClick={forget}>{text.clear}</Button>
          </footer>
        </>
      )}
    </section>
  );
}
