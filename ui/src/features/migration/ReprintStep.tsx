/** Step 5: how far reprinting is, and the way to Barcodes with whoever still has an old card. */
import { useLocation } from "wouter";
import type { CardsOverview } from "../../backend/generated/CardsOverview";
import { Busy, Button, Card, EmptyState, Pill, Progress } from "../../shared";
import { wantCards } from "../../shared/cardSelection";
import { nl } from "../../texts/nl";

const text = nl.migration.reprint;

/** The step. */
export function ReprintStep({ overview }: { overview: CardsOverview | undefined }) {
  const [, go] = useLocation();
  if (!overview) return <Busy what={nl.shared.loading} />;
  if (overview.total === 0) {
    return (
      <Card>
        <EmptyState title={text.title}>{text.none}</EmptyState>
      </Card>
    );
  }
  const rest = overview.classes.filter((row) => row.printed < row.total);
  const done = rest.length === 0;
  return (
    <Card title={text.title}>
      <div className="stack">
        <p className="soft">{done ? text.done : text.text}</p>
        <div className="reprint-line">
          <span className="figure nums">{text.progress(overview.printed, overview.total)}</span>
          <Progress
            label={text.progress(overview.printed, overview.total)}
            done={overview.printed}
            total={overview.total}
            tone="good"
          />
          <span className="soft">{text.left(rest.length)}</span>
        </div>
        {done ? null : (
          <div>
            <h3>{text.classes}</h3>
            <ul className="class-pills">
              {rest.map((row) => (
                <li key={row.class}>
                  <span>{row.class || nl.cards.noClass}</span>
                  <Pill tone="warn">{nl.cards.ofTotal(row.printed, row.total)}</Pill>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="row">
          <Button
            kind={done ? "plain" : "primary"}
            onClick={() => {
              wantCards("outdated");
              go("/barcodes");
            }}
          >
            {text.go}
          </Button>
          <Button onClick={() => go("/scannen")}>{text.scan}</Button>
        </div>
      </div>
    </Card>
  );
}
