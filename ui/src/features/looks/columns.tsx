import { Link } from "wouter";
import type { LookRow } from "../../backend/generated/LookRow";
import type { Column } from "../../shared";
import { dateTime, number } from "../../shared/format";
import { nameOf } from "../../shared/pupil";
import { nl } from "../../texts/nl";

const words = nl.looks;

export const columns: readonly Column<LookRow>[] = [
  { key: "at", header: words.columns.at, width: "150px", render: (look) => dateTime(look.at) },
  {
    key: "who",
    header: words.columns.who,
    width: "minmax(150px, 1fr)",
    render: (look) => (look.user ? look.name || words.unnamed : words.nobody),
  },
  {
    key: "what",
    header: words.columns.what,
    width: "minmax(200px, 1.2fr)",
    render: (look) => words.kind(look.kind),
  },
  { key: "pupil", header: words.columns.pupil, width: "minmax(170px, 1fr)", render: whom },
  {
    key: "laptop",
    header: words.columns.laptop,
    width: "minmax(130px, 0.8fr)",
    render: (look) => look.laptop || words.otherLaptop,
  },
];

function whom({ pupil, unknown, count }: LookRow) {
  if (pupil) {
    return (
      <Link href={`/leerlingen/${pupil.pupil}`}>
        {[nameOf(pupil), pupil.class].filter(Boolean).join(", ")}
      </Link>
    );
  }
  if (unknown) return words.unknownPupil;
  return count > 1 ? words.many(number(count)) : "";
}
