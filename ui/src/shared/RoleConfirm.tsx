import type { ComponentProps } from "react";
import { Confirm } from "./Confirm";
import { useJoinedTo } from "./joinedTo";

/**
 * Asks once more for what only some may do where laptops work together, and says who they are to
 * anybody else: the program refuses it then. Who works alone may do everything.
 */
export function RoleConfirm({
  roles,
  otherwise,
  ...props
}: { roles: string[]; otherwise: string } & ComponentProps<typeof Confirm>) {
  const joined = useJoinedTo();
  const may = !joined || roles.some((role) => joined.person?.roles.includes(role));
  return may ? <Confirm {...props} /> : <p className="notice">{otherwise}</p>;
}
