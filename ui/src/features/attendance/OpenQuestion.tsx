import { Link } from "wouter";
import { codeText } from "../../shared/codeText";
import { nl } from "../../texts/nl";

/** That another code was entered for a half day, and where it is decided (sync.md C1). */
export function OpenQuestion({ offered }: { offered: string | null }) {
  const words = nl.attendance.question;
  if (offered === null) return null;
  return (
    <div className="warn-text">
      <span aria-hidden="true">● </span>
      {words.text(offered ? codeText(offered) : words.nothing)}{" "}
      <Link href="/te-beslissen">{words.decide}</Link>
    </div>
  );
}
