import { useQueryClient } from "@tanstack/react-query";
import type { MergePlan } from "../../backend/generated/MergePlan";
import type { MergeRequest } from "../../backend/generated/MergeRequest";
import { askAgain, useDo, useRead } from "../../backend/queries";
import { useSaid } from "../../shared";

type Told<K extends MergePlan["kind"]> = Extract<MergePlan, { kind: K }>;

/** What is asked about doubles, with the kind of the answer. */
const ANSWERS = { doubles: "doubles", preview: "merge", part_preview: "part" } as const;

type Asked = Extract<MergeRequest, { what: keyof typeof ANSWERS }>;

/** Reads about doubles; changes nothing. */
export function useMerge<A extends Asked>(request: A, options: { enabled?: boolean } = {}) {
  const answer = useRead("merge", request, options);
  const kind = ANSWERS[request.what];
  const data =
    answer.data?.kind === kind ? (answer.data as Told<(typeof ANSWERS)[A["what"]]>) : undefined;
  return { ...answer, data };
}

/** Merges, parts, or says that two are two; then says what was done, with the way back. */
export function useMergeDo() {
  const client = useQueryClient();
  const act = useDo("merge");
  const said = useSaid();
  const run = (request: Exclude<MergeRequest, Asked>, text: string, then?: () => void) =>
    act.mutate(request, {
      onSuccess: (answer) => {
        said(text, answer.kind === "done" ? answer.batch : null);
        then?.();
      },
      // What was shown may be older than what stands there: the next try begins with what is true.
      onError: () => void askAgain(client, (name) => name === "merge"),
    });
  return { run, busy: act.isPending, error: act.error };
}
