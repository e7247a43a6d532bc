import type { Sync } from "../../backend/generated/Sync";
import type { SyncRequest } from "../../backend/generated/SyncRequest";
import { useRead } from "../../backend/queries";

type About = SyncRequest["about"];
type Told<A extends About> = Extract<Sync, { about: A }>;

/** Reads one part of sync; the answer is of the kind that was asked. */
export function useSync<A extends About>(about: A) {
  const answer = useRead("sync", { about });
  const data = answer.data?.about === about ? (answer.data as Told<A>) : undefined;
  return { data, error: answer.error, isPending: answer.isPending, refetch: answer.refetch };
}
