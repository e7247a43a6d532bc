import type { LooksOut } from "../../backend/generated/LooksOut";
import { Card } from "../../shared";
import { dateTime, number } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.looks.out;

/** What is worth a question. */
export function StandsOut({ all }: { all: readonly LooksOut[] }) {
  return (
    <Card title={words.title}>
      {all.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <div className="stack tight">
          <p className="soft">{words.text}</p>
          <ul className="lines">
            {all.map((one) => (
              <li key={`${one.why} ${one.user} ${one.from}`}>
                <strong>{one.name || nl.looks.unnamed}</strong>{" "}
                {words.why[one.why](number(one.count))}
                <span className="soft">
                  {" "}
                  ({words.period(dateTime(one.from), dateTime(one.until))})
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
