import type { ComponentProps } from "react";
import { Confirm } from "../../shared";
import { useJoinedTo } from "../../shared/joinedTo";
import { nl } from "../../texts/nl";

/**
 * Asks once more for what only the lead of the secretariat may do where laptops work together: the
 * server holds it when somebody else does. Who works alone may do everything.
 */
export function LeadConfirm(props: Omit<ComponentProps<typeof Confirm>, "kind">) {
  const joined = useJoinedTo();
  if (!joined || joined.person?.roles.includes("secretariat-lead")) {
    return <Confirm kind="primary" {...props} />;
  }
  return <p className="notice">{nl.merges.leadOnly}</p>;
}
