import { Link } from "wouter";
import { useRead } from "../../backend/queries";
import { nl } from "../../texts/nl";

/** The way to who looked at this pupil, for a privacy officer alone (S61). */
export function LooksAt({ pupil }: { pupil: string }) {
  const answer = useRead("sync", { about: "status" }).data;
  const person = answer?.about === "status" ? answer.joined?.person : null;
  if (!person?.roles.includes("privacy-officer")) return null;
  return <Link href={`/inzage/leerling/${pupil}`}>{nl.looks.atPupil}</Link>;
}
