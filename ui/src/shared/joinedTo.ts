import type { Joined } from "../backend/generated/Joined";
import { useRead } from "../backend/queries";

/** The server that this laptop belongs to, and who works here; `null` while it works alone. */
export function useJoinedTo(): Joined | null {
  const answer = useRead("sync", { about: "status" }).data;
  return answer?.about === "status" ? answer.joined : null;
}
