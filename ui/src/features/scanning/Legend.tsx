import { nl } from "../../texts/nl";

const text = nl.scanning;

/** What the colours mean, before the first scan. */
export function Legend() {
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
