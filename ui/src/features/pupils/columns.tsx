import type { PupilRow } from "../../backend/generated/PupilRow";
import { type Column, Pill, type Tone } from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";
import { COMPARE } from "./filter";

const TONES: Record<string, Tone> = { printed: "good", outdated: "warn", never: "quiet" };

/** Whether the barcode in somebody's hands is the right one. */
export function CardPill({ card }: { card: string }) {
  return <Pill tone={TONES[card] ?? "quiet"}>{nl.shared.card[card] ?? card}</Pill>;
}

/** Columns of the list; fewer beside an open panel. */
export function columns(narrow: boolean): Column<PupilRow>[] {
  const words = nl.pupils.columns;
  const all: (Column<PupilRow> & { wide?: boolean })[] = [
    {
      key: "name",
      header: words.name,
      width: "minmax(148px, 2.2fr)",
      render: (row) => (
        <>
          <span className="strong">{row.last_name}</span> {row.first_name}
          {row.kind !== "pupil" ? (
            <>
              {" "}
              <Pill tone="info">{nl.shared.kinds[row.kind] ?? row.kind}</Pill>
            </>
          ) : null}
        </>
      ),
    },
    { key: "class", header: words.class, width: "minmax(56px, 0.6fr)", render: (row) => row.class },
    {
      key: "born",
      header: words.born,
      width: "minmax(104px, 0.8fr)",
      render: (row) => <span className="nums">{date(row.birth_date)}</span>,
    },
    {
      key: "sex",
      header: words.sex,
      width: "44px",
      wide: true,
      render: (row) => row.sex.toUpperCase(),
    },
    {
      key: "stamnummer",
      header: words.stamnummer,
      width: "minmax(118px, 0.8fr)",
      wide: true,
      render: (row) =>
        row.stamnummer ? (
          <span className="nums">{row.stamnummer}</span>
        ) : (
          <span className="soft">{nl.pupils.follows}</span>
        ),
    },
    {
      key: "location",
      header: words.location,
      width: "minmax(96px, 0.6fr)",
      wide: true,
      render: (row) => <span className="nums">{row.location}</span>,
    },
    {
      key: "number",
      header: words.number,
      width: "minmax(138px, 0.9fr)",
      render: (row) =>
        row.number ? <span className="nums">{row.number}</span> : <span className="soft">—</span>,
    },
    {
      key: "card",
      header: words.card,
      width: "minmax(156px, 0.9fr)",
      render: (row) => <CardPill card={row.card} />,
    },
  ];
  return all
    .filter((column) => !(narrow && column.wide))
    .map((column) => ({ ...column, compare: COMPARE[column.key] }));
}
