import { useMemo } from "react";
import type { HistoryRow } from "../../backend/generated/HistoryRow";
import { useDo, useRead } from "../../backend/queries";
import { Button, EntryPill, ProblemMessage, takesBack } from "../../shared";
import { fieldText } from "../../shared/fieldText";
import { whenShort } from "../../shared/format";
import { batchText, nl } from "../../texts/nl";

/** Actions on one pupil only: those may be taken back from here. */
const OWN = new Set(["edit", "create", "enrol", "leave"]);

/** What changed, field by field, newest first; one entry an action. */
export function History({ history }: { history: readonly HistoryRow[] }) {
  const words = nl.pupils.sheet;
  const today = useRead("session_state", {}).data?.today ?? "";
  const undo = useDo("undo");
  const groups = useMemo(() => {
    const found = new Map<string, HistoryRow[]>();
    for (const row of history) found.set(row.batch, [...(found.get(row.batch) ?? []), row]);
    return [...found.values()];
  }, [history]);
  return (
    <section className="stack tight" aria-labelledby="pupil-history">
      <h3 id="pupil-history">{words.history}</h3>
      <ProblemMessage problem={undo.error} />
      {groups.length === 0 ? <p className="soft">{words.noHistory}</p> : null}
      <ul className="lines">
        {groups.map((rows) => {
          const first = rows[0];
          if (!first) return null;
          const undone = rows.every((row) => row.undone);
          return (
            <li key={first.batch} className={undone ? "undone" : ""}>
              <div className="line">
                <span>{batchText(first.batch_kind)}</span>
                <span className="soft nums">{whenShort(first.at, today)}</span>
              </div>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of one action never move
                <div key={index} className="soft">
                  <Line row={row} />
                </div>
              ))}
              {first.under ? <div className="hint">{words.under(first.under)}</div> : null}
              <EntryPill state={worst(rows)} />
              {undone ? (
                <span className="hint">{words.undone}</span>
              ) : OWN.has(first.batch_kind) ? (
                <Button
                  small
                  kind="quiet"
                  busy={undo.isPending && takesBack(undo.variables, first.batch)}
                  onClick={() => undo.mutate({ direction: "back", batch: first.batch })}
                >
                  {words.undoBatch}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Of the lines of one action the state that asks most. */
const worst = (rows: readonly HistoryRow[]) =>
  (["waits", "saved", "arrived"] as const).find((state) => rows.some((row) => row.state === state));

function Line({ row }: { row: HistoryRow }) {
  const what = nl.pupils.sheet.kinds[row.kind] ?? "";
  const value = (text: string) => fieldText(row.field, text);
  // Numbers and prints name what they are about; only fields go from one value to another.
  if (!row.field) {
    return (
      <>
        {what} <ins>{row.now || row.was}</ins>
      </>
    );
  }
  const name = nl.shared.fields[row.field] ?? row.field;
  if (row.kind === "pupil.create") {
    return (
      <>
        {name}: <ins>{value(row.now)}</ins>
      </>
    );
  }
  return (
    <>
      {name}: {row.was ? <del>{value(row.was)}</del> : <span>{nl.shared.empty}</span>} →{" "}
      <ins>{value(row.now) || nl.shared.empty}</ins>
    </>
  );
}
