import { useRead } from "../../backend/queries";
import { wrongOf } from "./queue";

/** What asks for a person: transactions that went wrong, and proposals. */
export function useDiscimusCount(): number {
  const data = useRead("discimus", { pupil: null }).data;
  return data ? wrongOf(data.counts) + data.proposals.length : 0;
}
