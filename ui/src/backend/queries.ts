/** Reading and doing, for screens. No screen keeps truth: what changed is asked again. */

import {
  keepPreviousData,
  type Query,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Answer, call, type Name, onEvent, type Refusal, type Request } from ".";
import type { Ahead } from "./ahead";

/** What the program can say has changed. */
const ALL = ["pupils", "cards", "settings", "session", "attendance", "discimus", "sync"] as const;
/** Of what a register shows: marks, who is in a class, codes and calendar. */
const REGISTER = ["attendance", "pupils", "settings"] as const;

/** Of which subjects an answer tells. Commands that are not here are never asked again. */
const SUBJECTS: Partial<Record<Name, readonly string[]>> = {
  session_state: ALL,
  pupils_list: ["pupils", "cards"],
  pupil_sheet: ["pupils", "cards", "sync"],
  merge: ["pupils"],
  search: ["pupils"],
  batches: ALL,
  cards_overview: ["pupils", "cards", "settings"],
  cards_preview: ["pupils", "cards", "settings"],
  settings: ALL,
  maintain: ALL,
  enrolments: ["pupils", "settings"],
  dossier: ["pupils", "attendance", "discimus"],
  state: ["pupils", "settings"],
  attendance_today: REGISTER,
  attendance_week: [...REGISTER, "sync"],
  attendance_cell: [...REGISTER, "sync"],
  attendance_worklist: REGISTER,
  attendance_overview: REGISTER,
  attendance_pupil: REGISTER,
  calendar: REGISTER,
  overlaps: [...REGISTER, "discimus"],
  leave: REGISTER,
  discimus: ["pupils", "discimus"],
  sync: ["sync", "session"],
};

/**
 * Asked of the server each time a screen comes into sight: others change it, and the program is not
 * told.
 */
const OF_THE_SERVER: ReadonlySet<Name> = new Set<Name>(["board"]);
const ANEW = { staleTime: 0, refetchOnWindowFocus: true };

/** How long the first drawing waits for what was asked ahead, in milliseconds. */
const PATIENCE = 500;

/**
 * A cache that lives in memory only, and asks again only when told that something changed: it
 * listens from now on.
 */
export function newQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        // A laptop without network still reaches its own program.
        networkMode: "always",
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60 * 1000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  onEvent((event) => {
    if (event.event === "changed") changed(client, event.subjects);
  });
  return client;
}

/**
 * Takes what was asked ahead, and waits for it a moment. What is not there by then joins the screen
 * later; what was refused the screen asks anew.
 */
export async function take(client: QueryClient, ahead: Ahead): Promise<void> {
  const taken = [...ahead].map(([name, answer]) =>
    client.prefetchQuery({ queryKey: [name, {}], queryFn: () => answer }),
  );
  await Promise.race([Promise.all(taken), new Promise((done) => setTimeout(done, PATIENCE))]);
}

/** Reads. The answer stays on screen while a newer one is on its way. */
export function useRead<N extends Name>(
  name: N,
  request: Request<N>,
  options: { enabled?: boolean } = {},
): UseQueryResult<Answer<N>, Refusal> {
  return useQuery<Answer<N>, Refusal>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    ...(OF_THE_SERVER.has(name) ? ANEW : {}),
  });
}

/** Does. What changed comes back through the program's own word; a new session state at once. */
export function useDo<N extends Name>(
  name: N,
): UseMutationResult<Answer<N>, Refusal, Request<N>, unknown> {
  const client = useQueryClient();
  return useMutation<Answer<N>, Refusal, Request<N>, unknown>({
    mutationFn: (request) => call(name, request),
    onSuccess: (answer) => {
      const state = stateIn(answer);
      if (state) client.setQueryData(["session_state", {}], state);
    },
    // A refusal may say something new of where the program stands: that a passphrase is needed,
    // how long to wait.
    onError: () => changed(client, ["session"]),
  });
}

/** Where the program stands, when an answer tells it. */
function stateIn(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return null;
  if ("phase" in answer) return answer;
  return "state" in answer ? stateIn(answer.state) : null;
}

/** Drops every answer but where the program stands: nothing of the register stays in memory (S13). */
export function forgetAnswers(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session_state" });
  client.getMutationCache().clear();
}

/** Asks again everything that tells of these subjects. */
export function changed(client: QueryClient, subjects: readonly string[]): void {
  void askAgain(client, (name) =>
    (SUBJECTS[name] ?? []).some((subject) => subjects.includes(subject)),
  );
}

/** Asks again, and is done when what is on screen is new. */
export async function askAgain(
  client: QueryClient,
  concerns: (name: Name) => boolean,
): Promise<void> {
  const predicate = (query: Query) => concerns(query.queryKey[0] as Name);
  // A first answer that is still on its way may be older than the change, and would not be asked
  // again by itself.
  await client.cancelQueries(
    { predicate: (query) => predicate(query) && query.state.data === undefined },
    { silent: true },
  );
  await client.invalidateQueries({ predicate });
  // Somebody else who asks again takes over what was on its way: wait for that one instead.
  while (client.isFetching({ predicate, type: "active" }) > 0) {
    await client.refetchQueries({ predicate, type: "active" }, { cancelRefetch: false });
    await new Promise((done) => setTimeout(done));
  }
}

/**
 * The newest answer, also when the screen was not told of it yet: whoever drops what was typed
 * because the answer holds it by now must not show an older one in between.
 */
export function useNewest<N extends Name>(
  name: N,
  request: Request<N>,
  shown: Answer<N>,
): Answer<N> {
  const client = useQueryClient();
  return client.getQueryData<Answer<N>>([name, request]) ?? shown;
}

/** How far long work is, or null when none is going on under that name. */
export function useProgress(work: string): { done: number; total: number } | null {
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  useEffect(
    () =>
      onEvent((event) => {
        if (event.event !== "progress" || event.work !== work) return;
        setProgress(event.done >= event.total ? null : { done: event.done, total: event.total });
      }),
    [work],
  );
  return progress;
}
