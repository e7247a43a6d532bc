import { useLocation } from "wouter";
import type { PupilRow } from "../../backend/generated/PupilRow";
import type { ScanMatch } from "../../backend/generated/ScanMatch";
import { Button, Pill } from "../../shared";
import { addToCards, useCards, wantCards } from "../../shared/cardSelection";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";
import type { Result, Scan } from "./store";

const text = nl.scanning;

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
export function ResultCard({ scan }: { scan: Scan }) {
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
