import { Link } from "wouter";
import { useJoinedTo } from "../../shared/joinedTo";
import { nl } from "../../texts/nl";

/** The way to who looked at this pupil, for a privacy officer alone (S61). */
export function LooksAt({ pupil }: { pupil: string }) {
  const joined = useJoinedTo();
  if (!joined?.person?.roles.includes("privacy-officer")) return null;
  return <Link href={`/inzage/leerling/${pupil}`}>{nl.looks.atPupil}</Link>;
}
