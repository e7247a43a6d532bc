import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import { useRead } from "../../backend/queries";
import { nl } from "../../texts/nl";

const words = nl.overlaps.phones;

/** Whom to call: the other school, and whoever the file of the pupil names. */
export function Phones({ pupil, row }: { pupil: OverlapPupil; row: OverlapRow }) {
  const { data } = useRead("enrolments", { pupil: pupil.pupil, choices: false });
  const school = pupil.theirs[row.theirs];
  const file = data?.file?.pupil.id === pupil.pupil ? data.file : null;
  const people = (file?.contacts ?? []).flatMap(({ key, contact }) => {
    const numbers = [contact.phone, contact.second_phone].filter(Boolean).join(", ");
    const name = `${contact.first_name} ${contact.last_name}`.trim();
    return numbers ? [{ key, text: words.person(contact.relation, name, numbers) }] : [];
  });
  return (
    <ul className="lines" aria-label={words.title}>
      {school ? <li>{words.school(school.name, school.school?.phone ?? "")}</li> : null}
      {people.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
      {file && people.length === 0 ? <li className="soft">{words.nobody}</li> : null}
    </ul>
  );
}
