/** Who is this row? The register searched by hand, beside the list. */
import type { PupilRow } from "../../backend/generated/PupilRow";
import type { UnmatchedRow } from "../../backend/generated/UnmatchedRow";
import { Button, Panel, Person, PupilSearch } from "../../shared";
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
  if (!row) return null;
  const name = `${row.last_name} ${row.first_name}`.trim();
  const choose = (pupil: PupilRow) => (
    <Button small onClick={() => onDecide({ is: pupil.id })}>
      {text.choose}
    </Button>
  );
  return (
    <Panel
      title={text.searchTitle(name)}
      subtitle={`${nl.migration.plan.columns.row} ${row.row} · ${row.old} → ${row.new}${row.class ? ` · ${row.class}` : ""}`}
      onClose={onClose}
      actions={<Button onClick={() => onDecide("other")}>{text.nobodyShort}</Button>}
    >
      {row.candidates.map((one) => (
        <Person key={one.pupil.id} pupil={one.pupil} why={one.why}>
          {choose(one.pupil)}
        </Person>
      ))}
      <PupilSearch
        label={text.searchField}
        hint={text.searchHint}
        nobody={text.searchNone}
        text={row.last_name}
        without={new Set(row.candidates.map((one) => one.pupil.id))}
        action={choose}
      />
    </Panel>
  );
}
