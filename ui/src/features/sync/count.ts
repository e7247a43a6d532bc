import { useJoinedTo } from "../../shared/joinedTo";
import { useSync } from "./useSync";

/** Whether this laptop belongs to a server: alone, nothing is to be decided. */
export const useJoined = () => useJoinedTo() !== null;

/** Entries that are not on the server. */
export function useWaitingCount(): number {
  const data = useSync("status").data;
  return data?.joined ? data.waiting : 0;
}

/** Conflicts to be decided. */
export const useConflictCount = () => useSync("status").data?.conflicts ?? 0;

/** Entries that need attention, those that the server refuses included. */
export function useHeldCount(): number {
  const data = useSync("status").data;
  return data ? data.held + data.refused.length : 0;
}
