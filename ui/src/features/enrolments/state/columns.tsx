import type { StateRow } from "../../../backend/generated/StateRow";
import type { Column } from "../../../shared";
import { date } from "../../../shared/format";
import { nl } from "../../../texts/nl";

const words = nl.state.columns;
const nums = (text: string) => <span className="nums">{text}</span>;

/** Columns of who counts on a day. */
export const COLUMNS: Column<StateRow>[] = [
  {
    key: "name",
    header: words.name,
    width: "minmax(160px, 1.6fr)",
    render: (row) => (
      <>
        <span className="strong">{row.last_name}</span> {row.first_name}
      </>
    ),
  },
  { key: "class", header: words.class, width: "70px", render: (row) => row.class },
  { key: "born", header: words.born, width: "100px", render: (row) => nums(date(row.birth_date)) },
  {
    key: "stamnummer",
    header: words.stamnummer,
    width: "minmax(96px, 0.6fr)",
    render: (row) => nums(row.stamnummer),
  },
  { key: "group", header: words.group, width: "80px", render: (row) => nums(row.group) },
  { key: "location", header: words.location, width: "60px", render: (row) => nums(row.location) },
  { key: "funding", header: words.funding, width: "56px", render: (row) => nums(row.funding) },
  { key: "from", header: words.from, width: "100px", render: (row) => nums(date(row.from)) },
  { key: "until", header: words.until, width: "100px", render: (row) => nums(date(row.until)) },
];
