import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BoardDevice } from "../../backend/generated/BoardDevice";
import type { BoardDo } from "../../backend/generated/BoardDo";
import type { BoardSchool } from "../../backend/generated/BoardSchool";
import { useDo, useRead } from "../../backend/queries";
import { Screen } from "../../shared";
import { ServerAsked } from "../../shared/ServerAsked";
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
  return (
    <Screen
      title={words.title}
      aside={
        came ? (
          <Came key={came.device} device={came} today={today} onClose={() => setCame(null)} />
        ) : null
      }
    >
      <ServerAsked asked={answer} words={words} onAgain={() => void answer.refetch()} />
      {answer.data?.shows === "school" && !answer.error ? (
        <div className="stack">
          {code ? <Code code={code} today={today} onClose={() => setCode(null)} /> : null}
          <Devices devices={answer.data.devices} acting={acting} today={today} onCame={setCame} />
          <Users users={answer.data.users} acting={acting} today={today} />
        </div>
      ) : null}
    </Screen>
  );
}
