/** Who is this row? The register searched by hand, beside the list. */
import { useDeferredValue, useState } from "react";
import type { PupilRow } from "../../backend/generated/PupilRow";
import type { UnmatchedRow } from "../../backend/generated/UnmatchedRow";
import { useRead } from "../../backend/queries";
import { Button, Field, Panel, Pill, ProblemMessage } from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";
import type { Decision } from "./store";

const text = nl.migration.numbers;

/** The side panel. */
export function SearchPanel(props: {
  row: UnmatchedRow | null;
  onDecide: (decision: Decision) => void;
  onClose: () => void;
}) {
  const { row, onDecide, onClose } = props;
  const [find, setFind] = useState(row?.last_name ?? "");
  const asked = useDeferredValue(find.trim().slice(0, 100));
  const found = useRead("search", { text: asked }, { enabled: asked.length > 0 });
  if (!row) return null;
  const name = `${row.last_name} ${row.first_name}`.trim();
  const proposed = new Set(row.candidates.map((one) => one.pupil.id));
  const others = asked ? (found.data?.pupils ?? []).filter((pupil) => !proposed.has(pupil.id)) : [];
  return (
    <Panel
      title={text.searchTitle(name)}
      subtitle={`${nl.migration.plan.columns.row} ${row.row} · ${row.old} → ${row.new}${row.class ? ` · ${row.class}` : ""}`}
      onClose={onClose}
      actions={<Button onClick={() => onDecide("other")}>{text.nobodyShort}</Button>}
    >
      {row.candidates.map((one) => (
        <Person
          key={one.pupil.id}
          pupil={one.pupil}
          why={one.why}
          onChoose={() => onDecide({ is: one.pupil.id })}
        />
      ))}
      <Field
        label={text.searchField}
        hint={text.searchHint}
        value={find}
        maxLength={100}
        autoFocus
        onChange={setFind}
      />
      {found.error ? <ProblemMessage problem={found.error} /> : null}
      {others.map((pupil) => (
        <Person key={pupil.id} pupil={pupil} why={[]} onChoose={() => onDecide({ is: pupil.id })} />
      ))}
      {asked && found.data && others.length === 0 ? (
        <p className="soft">{text.searchNone}</p>
      ) : null}
    </Panel>
  );
}

function Person({
  pupil,
  why,
  onChoose,
}: {
  pupil: PupilRow;
  why: readonly string[];
  onChoose: () => void;
}) {
  return (
    <div className="person">
      <div className="grow">
        <div>
          <span className="strong">{pupil.last_name}</span> {pupil.first_name}
        </div>
        <div className="hint">
          {[pupil.class, date(pupil.birth_date), pupil.number].filter(Boolean).join(" · ")}
        </div>
        <div className="row">
          {why.map((one) => (
            <Pill key={one} tone="info">
              {nl.shared.likeness[one] ?? one}
            </Pill>
          ))}
        </div>
      </div>
      <Button small onClick={onChoose}>
        {text.choose}
      </Button>
    </div>
  );
}
