import { useCallback, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useRead } from "../../backend/queries";
import {
  Busy,
  Button,
  EmptyState,
  Key,
  ProblemMessage,
  Screen,
  Select,
  useToast,
} from "../../shared";
import { addDays, dayName, mondayOf, schoolDay } from "../../shared/days";
import { byName, longDate } from "../../shared/format";
import { nl, problemText } from "../../texts/nl";
import { MassPanel } from "./MassPanel";
import { RegisterBody } from "./RegisterBody";
import { takeRoll } from "./saving";
import { useSettle } from "./useRegister";

export type View = "week" | "dag";

/** Address of a register. */
export function registerPath(name: string, day?: string, view: View = "week"): string {
  const base = `/aanwezigheden/${encodeURIComponent(name)}`;
  return day ? `${base}/${day}${view === "dag" ? "/dag" : ""}` : base;
}

/** The week register or the day register of a class. */
export function RegisterScreen(props: { name: string; day: string; today: string; view: View }) {
  const { name, day, today, view } = props;
  const words = nl.attendance;
  const [, go] = useLocation();
  const toast = useToast();
  const settle = useSettle();
  const [mass, setMass] = useState(false);
  const roll = useRef<((both: boolean) => void) | null>(null);
  const monday = mondayOf(day);
  const week = useRead("attendance_week", { class: name, day: monday });
  const all = useRead("attendance_today", { day: today });
  const classes = useMemo(
    () => (all.data?.classes ?? []).map((one) => one.class).sort(byName),
    [all.data],
  );

  const turn = useCallback(
    (by: 1 | -1) => go(registerPath(name, step(day, by, view), view)),
    [go, name, day, view],
  );
  const otherClass = useCallback(
    (by: 1 | -1) => {
      const next = classes[classes.indexOf(name) + by];
      if (next) go(registerPath(next, day, view));
    },
    [classes, name, day, view, go],
  );
  const take = useCallback(
    async (at: Parameters<typeof takeRoll>[1]) => {
      const problem = await takeRoll(name, at, settle);
      if (problem) toast({ tone: "bad", text: problemText(problem) });
    },
    [name, settle, toast],
  );
  // While another class is on its way the former one is not shown under its name.
  const data = week.data?.class === name ? week.data : undefined;
  return (
    <Screen
      fill
      title={words.classTitle(name)}
      subtitle={view === "dag" ? dayName(day) : words.weekOf(longDate(monday))}
      actions={
        <>
          <Select
            hiddenLabel
            label={words.class}
            value={name}
            options={(classes.includes(name) ? classes : [name, ...classes]).map((one) => ({
              value: one,
              label: one,
            }))}
            onChange={(one) => go(registerPath(one, day, view))}
          />
          <Button onClick={() => turn(-1)}>◀ {words.previous}</Button>
          <Button onClick={() => go(registerPath(name, today, view))}>
            {view === "dag" ? words.today : words.thisWeek}
          </Button>
          <Button onClick={() => turn(1)}>{words.next} ▶</Button>
          <Button
            onClick={() =>
              go(registerPath(name, view === "dag" ? monday : dayOf(day, today), other(view)))
            }
          >
            {view === "dag" ? words.week : words.day}
          </Button>
          <Button onClick={() => setMass(true)}>{words.massButton}</Button>
          <Button
            kind="primary"
            disabled={!data || data.rows.length === 0}
            onClick={() => roll.current?.(false)}
          >
            {words.everybody} <Key>F2</Key>
          </Button>
        </>
      }
      aside={
        mass ? (
          <MassPanel classes={classes} chosen={[name]} day={day} onClose={() => setMass(false)} />
        ) : null
      }
    >
      <ProblemMessage
        problem={week.error}
        actions={<Button onClick={() => void week.refetch()}>{nl.shared.again}</Button>}
      />
      {!data && !week.error ? <Busy what={words.loading} /> : null}
      {data && data.rows.length === 0 ? (
        <EmptyState title={words.nobody.title}>{words.nobody.text}</EmptyState>
      ) : null}
      {data && data.rows.length > 0 ? (
        <RegisterBody
          key={`${name}-${view}`}
          week={data}
          day={view === "dag" ? day : null}
          today={today}
          from={day}
          rollRef={roll}
          onTake={take}
          onTurn={turn}
          onClass={otherClass}
          onDay={(one) => go(registerPath(name, one, view))}
        />
      ) : null}
    </Screen>
  );
}

function other(view: View): View {
  return view === "dag" ? "week" : "dag";
}

/** The day register of a week opens on today, or on its Monday. */
function dayOf(day: string, today: string): string {
  return mondayOf(day) === mondayOf(today) ? today : mondayOf(day);
}

/** The next week, or the next day from Monday to Friday. */
function step(day: string, by: 1 | -1, view: View): string {
  return view === "week" ? addDays(mondayOf(day), 7 * by) : schoolDay(day, by);
}
