import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import { Panel } from "../../shared";
import { nl } from "../../texts/nl";
import { formOf, newSpecial } from "./DayPanel";
import { SpecialForm } from "./SpecialForm";

const words = nl.calendar.form;

/** A special day from the list, or a new one without a day chosen first. */
export function SpecialPanel({
  answer,
  index,
  today,
  locations,
  onClose,
}: {
  answer: CalendarAnswer;
  index: number | null;
  today: string;
  locations: readonly string[];
  onClose: () => void;
}) {
  const { calendar } = answer;
  const { first_day, last_day } = calendar;
  const inside = first_day <= today && today <= last_day;
  const old = index === null ? undefined : calendar.special_days[index];
  return (
    <Panel title={index === null ? words.newTitle : words.changeTitle} onClose={onClose}>
      <SpecialForm
        calendar={calendar}
        classes={answer.classes.map((one) => one.class)}
        locations={locations}
        index={index}
        form={old ? formOf(old) : "new"}
        start={old ?? newSpecial(inside ? today : first_day)}
        onDone={onClose}
      />
    </Panel>
  );
}
