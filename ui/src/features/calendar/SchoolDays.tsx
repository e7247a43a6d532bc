import { useState } from "react";
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import type { SchoolKind } from "../../backend/generated/SchoolKind";
import { Button, Card, DayField, Form, ProblemMessage, Select } from "../../shared";
import { nl } from "../../texts/nl";
import { Remarks } from "./Remarks";
import { useSaveCalendar } from "./saving";
import { Week } from "./Week";

const words = nl.calendar.school;

/** Kind of school, first and last school day, the week of lessons, and what is odd in it all. */
export function SchoolDays({
  answer,
  locations,
}: {
  answer: CalendarAnswer;
  locations: readonly string[];
}) {
  return (
    <div className="calendar-columns">
      <div className="stack">
        <Ends key={JSON.stringify(answer.calendar)} answer={answer} />
        <Remarks answer={answer} />
      </div>
      <Week answer={answer} locations={locations} />
    </div>
  );
}

function Ends({ answer }: { answer: CalendarAnswer }) {
  const { calendar } = answer;
  const [kind, setKind] = useState<SchoolKind>(calendar.kind);
  const [first, setFirst] = useState(calendar.first_day);
  const [last, setLast] = useState(calendar.last_day);
  const { save, busy, problem } = useSaveCalendar(calendar);
  const changed =
    kind !== calendar.kind || first !== calendar.first_day || last !== calendar.last_day;
  return (
    <Card title={words.title}>
      <Form
        onSubmit={() => {
          if (changed) save({ kind, first_day: first, last_day: last }, words.saved);
        }}
      >
        <Select
          label={words.kind}
          value={kind}
          onChange={setKind}
          hint={words.kindHint}
          options={(["bao", "so", "buso"] as const).map((value) => ({
            value,
            label: words.kinds[value],
          }))}
        />
        <div className="pair">
          <DayField label={words.first} value={first} onChange={setFirst} />
          <DayField label={words.last} value={last} onChange={setLast} />
        </div>
        <ProblemMessage problem={problem} />
        <div>
          <Button kind="primary" submit disabled={!changed} busy={busy}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
