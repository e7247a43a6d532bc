import { useLocation } from "wouter";
import { Button } from "../../shared";
import { addToCards, wantCards } from "../../shared/cardSelection";
import { nl } from "../../texts/nl";
import { counts, forget, type Result, type Scan, toReprint } from "./store";

const text = nl.scanning;
const ORDER: readonly Result[] = ["green", "amber", "ambiguous", "article", "red", "refused"];

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

/** Everything scanned since the window opened. */
export function History(props: {
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
