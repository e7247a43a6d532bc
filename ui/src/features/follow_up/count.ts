import { useRead } from "../../backend/queries";

/** How much there is to follow up, for the navigation. */
export function useFollowUpCount(): number {
  const list = useRead("attendance_worklist", {}).data;
  return list ? list.items.length + list.stray.length + list.proposed_b.length : 0;
}
