import { useLocation } from "wouter";
import { useRead } from "../../backend/queries";
import { Button, EmptyState, ProblemMessage, Screen } from "../../shared";
import { isDay, schoolDay, weekday } from "../../shared/days";
import { nl } from "../../texts/nl";
import { ClassTable } from "./ClassTable";
import { PupilYearScreen } from "./PupilYearScreen";
import { RegisterScreen, registerPath } from "./RegisterScreen";

/** Before the identity of a pupil in an address. */
const PUPIL = "leerling";

/** `place`: empty, `leerling/ID`, `leerling/ID/2026-2027`, `4B`, `4B/2026-11-24` or `4B/2026-11-24/dag`. */
export function AttendanceScreen({ place }: { place: string }) {
  const today = useRead("session_state", {}).data?.today ?? "";
  const [first = "", day = "", view] = place.split("/");
  if (!today) return null;
  if (first === PUPIL && day) {
    return <PupilYearScreen key={day} pupil={day} year={view ?? ""} today={today} />;
  }
  if (!first) return <ChooseClass today={today} />;
  return (
    <RegisterScreen
      name={decodeURIComponent(first)}
      day={shownDay(isDay(day) ? day : today, view)}
      today={today}
      view={view === "dag" ? "dag" : "week"}
    />
  );
}

/** In a weekend the day register shows the Friday before: it knows no other days. */
function shownDay(day: string, view: string | undefined): string {
  return view === "dag" && weekday(day) > 4 ? schoolDay(day, -1) : day;
}

/** All classes, to open one. */
function ChooseClass({ today }: { today: string }) {
  const words = nl.attendance;
  const [, go] = useLocation();
  const answer = useRead("attendance_today", { day: today });
  return (
    <Screen fill title={words.title} subtitle={words.choose.subtitle}>
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.data?.classes.length === 0 ? (
        <EmptyState title={words.choose.empty.title}>{words.choose.empty.text}</EmptyState>
      ) : null}
      {answer.data && answer.data.classes.length > 0 ? (
        <ClassTable
          label={nl.today.label}
          answer={answer.data}
          onOpen={(one) => go(registerPath(one.class))}
        />
      ) : null}
    </Screen>
  );
}
