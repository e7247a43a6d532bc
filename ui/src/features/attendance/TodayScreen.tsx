import { type KeyboardEvent, useCallback } from "react";
import { useLocation } from "wouter";
import type { SessionState } from "../../backend/generated/SessionState";
import type { Today } from "../../backend/generated/Today";
import type { TodayClass } from "../../backend/generated/TodayClass";
import { useRead } from "../../backend/queries";
import { Busy, Button, EmptyState, ProblemMessage, Screen, useToast } from "../../shared";
import { dayName, isDay, schoolDay } from "../../shared/days";
import { number, whenShort } from "../../shared/format";
import { useJoinedTo } from "../../shared/joinedTo";
import { nl, problemText } from "../../texts/nl";
import { ClassTable, needsWork } from "./ClassTable";
import { registerPath } from "./RegisterScreen";
import { useSpoken } from "./Spoken";
import { rollKey, takeRoll, useSaving } from "./saving";
import { useSettle } from "./useRegister";
import { halfDayText } from "./words";

/** How many classes still need work today; 0 while it is not known. */
export function useTodayCount(state: SessionState): number {
  const answer = useRead("attendance_today", { day: state.today });
  return answer.data?.classes.filter(needsWork).length ?? 0;
}

/** All classes of a day: what is done and what is still to be done. `place`: empty or a day. */
export function TodayScreen({ place }: { place: string }) {
  const words = nl.today;
  const state = useRead("session_state", {}).data;
  const [, go] = useLocation();
  const today = state?.today ?? "";
  const day = isDay(place) ? place : today;
  const answer = useRead("attendance_today", { day }, { enabled: day !== "" });
  // While another day is on its way the former one stays, under its own name.
  const data = answer.data;
  const shown = data?.day ?? day;
  const { spoken, take } = useTake(shown);
  const turn = useCallback((by: 1 | -1) => go(pathOf(schoolDay(day, by), today)), [go, day, today]);
  const onKey = (event: KeyboardEvent, row: TodayClass | undefined) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === "ArrowLeft") turn(-1);
    else if (event.key === "ArrowRight") turn(1);
    else if (event.key === "F2" && row) take(row, event.shiftKey);
    else return false;
    return true;
  };
  const open = data?.classes.filter(needsWork).length ?? 0;
  return (
    <Screen
      fill
      title={words.title}
      subtitle={
        <>
          {shown ? dayName(shown) : ""}
          {data ? stateOf(data, open) : ""}
        </>
      }
      actions={
        <>
          <Button onClick={() => turn(-1)}>◀ {words.previous}</Button>
          <Button disabled={day === today} onClick={() => go(pathOf(today, today))}>
            {words.back}
          </Button>
          <Button onClick={() => turn(1)}>{words.next} ▶</Button>
        </>
      }
    >
      {state ? <Strip state={state} /> : null}
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {!data && !answer.error ? <Busy what={nl.shared.loading} /> : null}
      {data && data.classes.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          actions={
            <Button kind="primary" onClick={() => go("/migratie")}>
              {words.empty.action}
            </Button>
          }
        >
          {words.empty.text}
        </EmptyState>
      ) : null}
      {data && data.classes.length > 0 ? (
        <>
          <NoLessons answer={data} onDay={(day) => go(pathOf(day, today))} />
          <ClassTable
            label={words.label}
            answer={data}
            onOpen={(row) => go(registerPath(row.class, shown))}
            onKey={onKey}
          />
          {spoken}
          <p className="soft">{words.keys}</p>
        </>
      ) : null}
    </Screen>
  );
}

/** Takes the next open half day of a class, or both. */
function useTake(day: string) {
  const words = nl.today;
  const toast = useToast();
  const settle = useSettle();
  const { rolls } = useSaving();
  const [spoken, say] = useSpoken();
  const take = (row: TodayClass, both: boolean) => {
    const halves = (["VM", "NM"] as const)
      .map((half) => ({ day, half }))
      .filter((at, index) => {
        const half = row.halves[index];
        return half && !half.free && !half.taken && !rolls.has(rollKey(row.class, at));
      });
    const taking = both ? halves : halves.slice(0, 1);
    if (taking.length === 0) return say(words.nothingOpen(row.class), true);
    void takeRoll(row.class, taking, settle).then((problem) => {
      if (problem) toast({ tone: "bad", text: problemText(problem) });
      else say(words.took(row.class, taking.map(halfDayText).join(" · ")), true);
    });
  };
  return { spoken, take };
}

/** What waits for the server, or that there is none; nothing is lost by that. */
function Strip({ state }: { state: SessionState }) {
  const words = nl.today.strip;
  const joined = useJoinedTo() !== null;
  const { waiting, waiting_since } = state;
  const since = whenShort(waiting_since, state.today);
  return (
    <p className="notice strip">
      <span className="strong">{words.saved}</span>{" "}
      {joined && waiting > 0 ? `${words.waiting(number(waiting), waiting === 1, since)} ` : ""}
      {joined ? "" : words.noServer} {words.whatNow}
    </p>
  );
}

/** No class has lessons on the day. */
function isFree(answer: Today): boolean {
  return answer.classes.every((one) => one.halves.every((half) => half.free !== null));
}

/** Behind the day: what is to be done, or that there is nothing. */
function stateOf(answer: Today, open: number): string {
  const words = nl.today;
  if (answer.classes.length === 0) return "";
  if (open > 0) return ` · ${words.needWork(number(open), open === 1)}`;
  return ` · ${isFree(answer) ? words.nobodyHere : words.allDone}`;
}

/** Says why nobody is at school, and when they are again. */
function NoLessons({ answer, onDay }: { answer: Today; onDay: (day: string) => void }) {
  if (!isFree(answer)) return null;
  const words = nl.today;
  const reasons = answer.classes.flatMap(({ halves }) =>
    halves.flatMap(({ free }) => (free ? [nl.attendance.free(free)] : [])),
  );
  const next = answer.next_lessons;
  return (
    <div className="notice strip row">
      <span>
        <span className="strong">{words.noLessons([...new Set(reasons)].join(", "))}</span>{" "}
        {next ? words.nextLessons(dayName(next)) : words.noNextLessons}
      </span>
      {next ? (
        <Button small onClick={() => onDay(next)}>
          {words.toNextLessons}
        </Button>
      ) : null}
    </div>
  );
}

function pathOf(day: string, today: string): string {
  return day === today ? "/vandaag" : `/vandaag/${day}`;
}
