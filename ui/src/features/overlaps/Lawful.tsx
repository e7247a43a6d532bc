import type { OverlapPair } from "../../backend/generated/OverlapPair";
import type { SchoolKind } from "../../backend/generated/SchoolKind";
import { nl } from "../../texts/nl";

const words = nl.overlaps;

/** What the law lets the school do, each with where it stands. */
export function Lawful({ pair, kind }: { pair: OverlapPair; kind: SchoolKind }) {
  const silent = pair.kind === "adjoining";
  const isCase = pair.kind === "double" || pair.kind === "parallel";
  return (
    <div className="stack tight">
      <h4>{words.panel.mayTitle}</h4>
      {silent ? null : <p className="strong">{words.laterTexts[pair.later]}</p>}
      {isCase && pair.may.length > 0 && kind !== "bao" ? <p>{words.laterNothing.so}</p> : null}
      {isCase && kind === "bao" && pair.later === "same" ? <p>{words.laterNothing.bao}</p> : null}
      {pair.same_day && pair.later !== "same" ? (
        <p className="notice warn">{words.panel.sameDay}</p>
      ) : null}
      {pair.may.length === 0 ? (
        <p className="soft">{words.panel.mayNone}</p>
      ) : (
        <ul className="overlap-may">
          {pair.may.map(({ action, source }) => (
            <li key={action}>
              <div className="strong">{words.may[action].title}</div>
              <div>{words.may[action].text}</div>
              <div className="hint">
                {words.panel.source}: {source.title}
                {source.address ? ` · ${source.address}` : ""}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
