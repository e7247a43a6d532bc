import { useState } from "react";
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import type { Half } from "../../backend/generated/Half";
import type { Pattern } from "../../backend/generated/Pattern";
import type { Scope } from "../../backend/generated/Scope";
import { Button, Card, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";
import { ScopeField } from "./ScopeField";
import { useSaveCalendar } from "./saving";
import { scopeText } from "./words";

const words = nl.calendar.week;
const HALVES: readonly Half[] = ["VM", "NM"];

/** A week with one half day switched. */
export function switched(pattern: Pattern, day: number, half: number): Pattern {
  return pattern.map((halves, at) =>
    at === day ? halves.map((works, of) => (of === half ? !works : works)) : halves,
  ) as Pattern;
}

/** Which half days have lessons: of the school, and of each location or class that differs. */
export function Week({
  answer,
  locations,
}: {
  answer: CalendarAnswer;
  locations: readonly string[];
}) {
  const { calendar } = answer;
  const { save, problem } = useSaveCalendar(calendar);
  const classes = answer.classes.map((one) => one.class);
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="soft">{words.text}</p>
        <ProblemMessage problem={problem} />
        <Grid
          whose={words.of.school}
          pattern={calendar.pattern}
          onChange={(pattern) => save({ pattern }, words.saved(words.of.school.toLowerCase()))}
        />
        {calendar.patterns.map((own, index) => {
          const whose = scopeText(own.scope);
          return (
            <div key={whose} className="stack tight">
              <Grid
                whose={whose}
                pattern={own.pattern}
                onChange={(pattern) =>
                  save(
                    {
                      patterns: calendar.patterns.map((one, at) =>
                        at === index ? { ...one, pattern } : one,
                      ),
                    },
                    words.saved(whose),
                  )
                }
              />
              <div>
                <Button
                  small
                  onClick={() =>
                    save(
                      { patterns: calendar.patterns.filter((_, at) => at !== index) },
                      words.removed(whose),
                    )
                  }
                >
                  {words.remove(whose)}
                </Button>
              </div>
            </div>
          );
        })}
        <Another
          classes={classes}
          locations={locations}
          taken={calendar.patterns.map((own) => scopeText(own.scope))}
          onAdd={(scope) =>
            save(
              { patterns: [...calendar.patterns, { scope, pattern: calendar.pattern }] },
              words.saved(scopeText(scope)),
            )
          }
        />
      </div>
    </Card>
  );
}

function Grid({
  whose,
  pattern,
  onChange,
}: {
  whose: string;
  pattern: Pattern;
  onChange: (pattern: Pattern) => void;
}) {
  return (
    <table className="plain week">
      <caption className="strong">{whose}</caption>
      <thead>
        <tr>
          <td />
          {pattern.map((_, day) => (
            <th key={nl.shared.weekdays[day]} scope="col">
              <abbr title={nl.shared.weekdays[day]}>{nl.shared.weekdays[day]?.slice(0, 2)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {HALVES.map((half, at) => (
          <tr key={half}>
            <th scope="row">{nl.shared.halves[half]}</th>
            {pattern.map((halves, day) => (
              <td key={nl.shared.weekdays[day]}>
                <input
                  type="checkbox"
                  aria-label={words.cell(
                    whose,
                    nl.shared.weekdays[day] ?? "",
                    nl.shared.halves[half],
                  )}
                  checked={halves[at]}
                  onChange={() => onChange(switched(pattern, day, at))}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Another({
  classes,
  locations,
  taken,
  onAdd,
}: {
  classes: readonly string[];
  locations: readonly string[];
  taken: readonly string[];
  onAdd: (scope: Scope) => void;
}) {
  const [scope, setScope] = useState<Scope | null>(null);
  if (!scope) {
    return (
      <div>
        <Button
          disabled={classes.length === 0}
          onClick={() => setScope({ of: "class", name: classes[0] ?? "" })}
        >
          {words.add}
        </Button>
      </div>
    );
  }
  return (
    <div className="stack tight">
      <ScopeField
        scope={scope}
        classes={classes}
        locations={locations}
        without="school"
        onChange={setScope}
      />
      <div className="row">
        <Button
          kind="primary"
          disabled={taken.includes(scopeText(scope))}
          onClick={() => {
            onAdd(scope);
            setScope(null);
          }}
        >
          {words.add}
        </Button>
        <Button onClick={() => setScope(null)}>{nl.shared.cancel}</Button>
      </div>
    </div>
  );
}
