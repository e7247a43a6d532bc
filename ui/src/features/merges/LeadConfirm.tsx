import type { ComponentProps } from "react";
import type { Confirm } from "../../shared";
import { RoleConfirm } from "../../shared/RoleConfirm";
import { nl } from "../../texts/nl";

/** Asks once more for what only the lead of the secretariat may do: the server holds it otherwise. */
export function LeadConfirm(props: Omit<ComponentProps<typeof Confirm>, "kind">) {
  return (
    <RoleConfirm
      kind="primary"
      roles={["secretariat-lead"]}
      otherwise={nl.merges.leadOnly}
      {...props}
    />
  );
}
