import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../../backend";
import type { BoardDevice } from "../../backend/generated/BoardDevice";
import type { BoardDo } from "../../backend/generated/BoardDo";
import type { BoardSchool } from "../../backend/generated/BoardSchool";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Button, EmptyState, ProblemMessage, Screen } from "../../shared";
import { nl } from "../../texts/nl";
import { Came } from "./Came";
import { Code } from "./Code";
import { Devices } from "./Devices";
import { Users } from "./Users";

const words = nl.board;
const LOOK: BoardDo = { what: "look" };

/** What a part of the screen does, and how it goes. */
export interface Acting {
  run: (request: BoardDo, done: (board: BoardSchool) => void) => void;
  busy: boolean;
  problem: unknown;
}

/** Laptops and users of the school, for its administrator (S15, S22). */
export function BoardScreen() {
  const answer = useRead("board", LOOK);
  const client = useQueryClient();
  const act = useDo("board");
  const [code, setCode] = useState<BoardSchool["code"]>(null);
  const [came, setCame] = useState<BoardDevice | null>(null);
  const today = useRead("session_state", {}).data?.today ?? "";
  const acting: Acting = {
    busy: act.isPending,
    problem: act.error,
    run: (request, done) =>
      act.mutate(request, {
        onSuccess: (board) => {
          if (board.shows !== "school") return;
          client.setQueryData(["board", LOOK], { ...board, code: null });
          if (board.code) setCode(board.code);
          done(board);
        },
      }),
  };
  const problem = answer.error ? asProblem(answer.error) : null;
  const why =
    problem?.code === "not_joined" ? words.alone : forbidden(problem) ? words.forbidden : null;
  return (
    <Screen
      title={words.title}
      aside={
        came ? (
          <Came key={came.device} device={came} today={today} onClose={() => setCame(null)} />
        ) : null
      }
    >
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {why ? <EmptyState title={why.title}>{why.text}</EmptyState> : null}
      {problem && !why ? (
        <ProblemMessage
          problem={problem}
          actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
        />
      ) : null}
      {answer.data?.shows === "school" && !problem ? (
        <div className="stack">
          {code ? <Code code={code} today={today} onClose={() => setCode(null)} /> : null}
          <Devices devices={answer.data.devices} acting={acting} today={today} onCame={setCame} />
          <Users users={answer.data.users} acting={acting} today={today} />
        </div>
      ) : null}
    </Screen>
  );
}

function forbidden(
  problem: { code: string; values: { [key in string]?: string } } | null,
): boolean {
  return (
    problem?.code === "server_failed" && ["forbidden", "sign_in"].includes(problem.values.why ?? "")
  );
}
