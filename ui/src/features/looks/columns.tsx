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
    render: who,
  },
  {
    key: "what",
    header: words.columns.what,
    width: "minmax(200px, 1.2fr)",
    render: what,
  },
  { key: "pupil", header: words.columns.pupil, width: "minmax(170px, 1fr)", render: whom },
  {
    key: "laptop",
    header: words.columns.laptop,
    width: "minmax(130px, 0.8fr)",
    render: (look) => look.laptop || (look.board ? "" : words.otherLaptop),
  },
];

function who({ user, name, board }: LookRow) {
  if (user) return name || words.unnamed;
  return board ? words.board : words.nobody;
}

/** With the account at which an administrator did it, and the role that was given. */
function what({ kind, about, role }: LookRow) {
  const account = about === null ? null : about || words.unnamed;
  const details = [account, role && (nl.board.roles[role] ?? role)].filter(Boolean);
  return [words.kind(kind), details.join(", ")].filter(Boolean).join(": ");
}

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
