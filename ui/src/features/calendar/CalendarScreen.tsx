/** Kalender: the school year at a glance, and what the school decides of it. */
import { useMemo, useState } from "react";
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import { useRead } from "../../backend/queries";
import { Busy, Button, ProblemMessage, Screen, Select, Tabs } from "../../shared";
import { yearLater } from "../../shared/days";
import { byName, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { Classes } from "./Classes";
import { DayPanel } from "./DayPanel";
import { Legend } from "./Legend";
import { SchoolDays } from "./SchoolDays";
import { SpecialDays } from "./SpecialDays";
import { SpecialPanel } from "./SpecialPanel";
import { useSaveCalendar } from "./saving";
import { Year } from "./Year";

const words = nl.calendar;

type Side = { day: string } | { special: number | null } | null;

/** The screen. `place`: which of its parts. */
export function CalendarScreen({ place }: { place: string }) {
  const [year, setYear] = useState<string | null>(null);
  const [viewed, setViewed] = useState("");
  const [side, setSide] = useState<Side>(null);
  const session = useRead("session_state", {}).data;
  const pupils = useRead("pupils_list", {}).data;
  const read = useRead("calendar", { year, class: viewed || null });
  const answer = read.data;
  const today = session?.today ?? "";
  const locations = useMemo(
    () => [...new Set(pupils?.rows.map((row) => row.location).filter(Boolean))].sort(byName),
    [pupils],
  );
  const location = pupils?.rows.find((row) => row.class === viewed)?.location ?? "";
  const seen = useMemo(() => ({ class: viewed, location }), [viewed, location]);
  const path = words.tabs.find((tab) => tab.path === `/kalender/${place}`)?.path ?? "/kalender";

  let aside = null;
  if (answer && side && "day" in side) {
    aside = (
      <DayPanel
        key={side.day}
        answer={answer}
        day={side.day}
        viewed={seen}
        locations={locations}
        onClose={() => setSide(null)}
      />
    );
  } else if (answer && side && "special" in side) {
    aside = (
      <SpecialPanel
        key={side.special}
        answer={answer}
        index={side.special}
        today={today}
        locations={locations}
        onClose={() => setSide(null)}
      />
    );
  }

  return (
    <Screen
      title={words.title}
      subtitle={answer ? words.subtitle(number(answer.half_days)) : null}
      aside={aside}
      actions={
        answer ? (
          <>
            <Select
              label={words.viewed}
              hiddenLabel
              value={viewed}
              onChange={setViewed}
              options={[
                { value: "", label: words.wholeSchool },
                ...answer.classes.map((one) => ({ value: one.class, label: one.class })),
              ]}
            />
            <Button
              aria-label={words.previous}
              onClick={() => setYear(yearLater(answer.calendar.year, -1))}
            >
              ◀
            </Button>
            <span className="nums">{words.year(answer.calendar.year)}</span>
            <Button
              aria-label={words.next}
              onClick={() => setYear(yearLater(answer.calendar.year, 1))}
            >
              ▶
            </Button>
            <Button kind="primary" onClick={() => setSide({ special: null })}>
              {words.add}
            </Button>
          </>
        ) : null
      }
    >
      <Tabs label={words.title} tabs={words.tabs} current={path} />
      <ProblemMessage
        problem={read.error}
        actions={<Button onClick={() => void read.refetch()}>{nl.shared.again}</Button>}
      />
      {read.isPending ? <Busy what={words.loading} /> : null}
      {answer ? (
        <>
          {answer.saved ? null : <Standard answer={answer} />}
          {path === "/kalender" ? (
            <>
              <Legend />
              <Year
                key={answer.calendar.year}
                answer={answer}
                viewed={seen}
                today={today}
                opened={side && "day" in side ? side.day : null}
                onOpen={(day) => setSide({ day })}
              />
            </>
          ) : null}
          {path === "/kalender/schooldagen" ? (
            <SchoolDays answer={answer} locations={locations} />
          ) : null}
          {path === "/kalender/vrije-dagen" ? (
            <SpecialDays answer={answer} onOpen={(special) => setSide({ special })} />
          ) : null}
          {path === "/kalender/klassen" ? <Classes classes={answer.classes} /> : null}
        </>
      ) : null}
    </Screen>
  );
}

/** Says that nobody looked at this calendar yet. */
function Standard({ answer }: { answer: CalendarAnswer }) {
  const { save, busy, problem } = useSaveCalendar(answer.calendar);
  return (
    <div className="notice row">
      <span>{words.standard.text}</span>
      <Button busy={busy} onClick={() => save({}, words.standard.saved)}>
        {words.standard.save}
      </Button>
      <ProblemMessage problem={problem} />
    </div>
  );
}
