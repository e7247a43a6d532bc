/** Held entries by their reason. Pure. */
import type { HeldReason } from "../../backend/generated/HeldReason";
import type { HeldRow } from "../../backend/generated/HeldRow";

/** Why it is held: of several parts the first. */
export const reasonOf = (row: HeldRow): HeldReason => row.parts[0]?.reason ?? "unknown_type";
