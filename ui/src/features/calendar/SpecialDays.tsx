import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import { Button, Card, EmptyState, PlainTable, ProblemMessage } from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";
import { Remarks } from "./Remarks";
import { useSaveCalendar } from "./saving";
import { periodText, scopeText } from "./words";

const words = nl.calendar;

/** The days of the school's own beside the official holidays. */
export function SpecialDays({
  answer,
  onOpen,
}: {
  answer: CalendarAnswer;
  /** Place of a special day; null: a new one. */
  onOpen: (index: number | null) => void;
}) {
  const { calendar } = answer;
  const { save, problem } = useSaveCalendar(calendar);
  const sorted = calendar.special_days
    .map((special, index) => ({ special, index }))
    .sort((a, b) => a.special.from.localeCompare(b.special.from));
  return (
    <div className="calendar-columns">
      <Card title={words.special.title}>
        <ProblemMessage problem={problem} />
        {sorted.length === 0 ? (
          <EmptyState
            title={words.special.none}
            actions={<Button onClick={() => onOpen(null)}>{words.add}</Button>}
          >
            {words.special.noneText}
          </EmptyState>
        ) : (
          <PlainTable
            columns={[
              words.special.when,
              words.special.label,
              words.special.what,
              words.special.scope,
              { right: words.special.actions },
            ]}
          >
            {sorted.map(({ special, index }) => (
              <tr key={index}>
                <td className="nums">{periodText(special)}</td>
                <td>{special.label}</td>
                <td>{words.specialKinds[special.kind]}</td>
                <td>{scopeText(special.scope)}</td>
                <td>
                  <div className="row-actions">
                    <Button
                      small
                      aria-label={words.special.changeOne(special.label)}
                      onClick={() => onOpen(index)}
                    >
                      {words.day.change}
                    </Button>
                    <Button
                      small
                      aria-label={words.special.removeOne(special.label)}
                      onClick={() =>
                        save(
                          { special_days: calendar.special_days.filter((_, at) => at !== index) },
                          words.day.removed(special.label),
                        )
                      }
                    >
                      {words.day.remove}
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </PlainTable>
        )}
      </Card>
      <div className="stack">
        <Remarks answer={answer} />
        <Card title={words.official.title}>
          <PlainTable columns={[words.official.when, words.official.what]}>
            {answer.holidays.map((holiday) => (
              <tr key={holiday.name}>
                <td className="nums">
                  {date(holiday.from)}
                  {holiday.until === holiday.from ? "" : ` – ${date(holiday.until)}`}
                </td>
                <td>{words.holidays[holiday.name]}</td>
              </tr>
            ))}
          </PlainTable>
        </Card>
      </div>
    </div>
  );
}
