import type { ReactNode } from "react";
import { useRead } from "../../backend/queries";
import { nl } from "../../texts/nl";

/**
 * What only the lead of the secretariat may do where laptops work together: the server holds it when
 * somebody else does. Who works alone may do everything.
 */
export function LeadOnly({ children }: { children: ReactNode }) {
  const answer = useRead("sync", { about: "status" }).data;
  const joined = answer?.about === "status" ? answer.joined : null;
  if (!joined || joined.person?.roles.includes("secretariat-lead")) return children;
  return <p className="notice">{nl.merges.leadOnly}</p>;
}
