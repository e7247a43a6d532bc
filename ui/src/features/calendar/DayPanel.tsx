import { useState } from "react";
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import type { SpecialDay } from "../../backend/generated/SpecialDay";
import { Button, Panel, ProblemMessage } from "../../shared";
import { dayName } from "../../shared/days";
import { nl } from "../../texts/nl";
import { halvesOf, specialOn, type Viewed } from "./halves";
import { SpecialForm } from "./SpecialForm";
import { useSaveCalendar } from "./saving";
import { periodText, scopeText } from "./words";

const words = nl.calendar;

/** A new special day on a day. */
export function newSpecial(day: string): SpecialDay {
  return {
    from: day,
    until: day,
    half: null,
    kind: "free_day",
    label: "",
    scope: { of: "school" },
  };
}

/** The name under which a change of a special day is kept: another one finds nothing there. */
export function formOf({ from, until, half, scope }: SpecialDay): string {
  return [from, until, half ?? "", scope.of].join("|");
}

/** What one day is, and what the school makes of it. */
export function DayPanel({
  answer,
  day,
  viewed,
  locations,
  onClose,
}: {
  answer: CalendarAnswer;
  day: string;
  viewed: Viewed;
  locations: readonly string[];
  onClose: () => void;
}) {
  const { calendar } = answer;
  const found = specialOn(calendar.special_days, day);
  const drawn = answer.days.find((one) => one.day === day);
  const [morning, afternoon] = drawn ? halvesOf(drawn, answer, viewed) : ["outside", "outside"];
  const [editing, setEditing] = useState<number | null | "none">("none");
  const edited = typeof editing === "number" ? calendar.special_days[editing] : undefined;
  const { save, problem } = useSaveCalendar(calendar);
  const remove = (index: number, label: string) =>
    save(
      { special_days: calendar.special_days.filter((_, at) => at !== index) },
      words.day.removed(label),
    );
  return (
    <Panel title={dayName(day)} subtitle={drawn?.labels.join(", ")} onClose={onClose}>
      <dl className="facts">
        <div>
          <dt>{words.morning}</dt>
          <dd>{words.kinds[morning as keyof typeof words.kinds]}</dd>
        </div>
        <div>
          <dt>{words.afternoon}</dt>
          <dd>{words.kinds[afternoon as keyof typeof words.kinds]}</dd>
        </div>
      </dl>
      {editing === "none" ? (
        <>
          {found.length === 0 ? <p className="soft">{words.day.none}</p> : null}
          <ul className="lines">
            {found.map(({ special, index }) => (
              <li key={index}>
                <div className="strong">{special.label}</div>
                <div className="soft">
                  {words.specialKinds[special.kind]} · {periodText(special)} ·{" "}
                  {scopeText(special.scope)}
                </div>
                <div className="row">
                  <Button small onClick={() => setEditing(index)}>
                    {words.day.change}
                  </Button>
                  <Button small onClick={() => remove(index, special.label)}>
                    {words.day.remove}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
          <ProblemMessage problem={problem} />
          <div>
            <Button kind="primary" onClick={() => setEditing(null)}>
              {words.day.new}
            </Button>
          </div>
        </>
      ) : (
        <SpecialForm
          key={edited ? formOf(edited) : day}
          calendar={calendar}
          classes={answer.classes.map((one) => one.class)}
          locations={locations}
          index={editing}
          form={edited ? formOf(edited) : day}
          start={edited ?? newSpecial(day)}
          onDone={() => setEditing("none")}
        />
      )}
    </Panel>
  );
}
