import { useState } from "react";
import { Link } from "wouter";
import type { StateAnswer } from "../../../backend/generated/StateAnswer";
import { useRead } from "../../../backend/queries";
import {
  Busy,
  Button,
  Card,
  DayField,
  EmptyState,
  ProblemMessage,
  Screen,
  Select,
  Table,
  Views,
} from "../../../shared";
import { date, number } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { EnrolTabs } from "../EnrolTabs";
import { Counts } from "./Counts";
import { COLUMNS } from "./columns";
import { Difference } from "./Difference";

const words = nl.state;
type View = "counts" | "rows" | "difference";

/** Who counts on a day, in numbers and by name, and what differs from another day. */
export function StateScreen() {
  const today = useRead("session_state", {}).data?.today;
  if (!today) return <Busy what={words.loading} />;
  return <StateOn today={today} />;
}

function StateOn({ today }: { today: string }) {
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices;
  const [on, setOn] = useState(today);
  const [against, setAgainst] = useState("");
  const [institution, setInstitution] = useState("");
  const [view, setView] = useState<View>("counts");
  const answer = useRead("state", { on, against: against || null, institution });
  const { data } = answer;
  const institutions = choices?.institutions ?? [];
  const shown = view === "difference" && !against ? "counts" : view;
  return (
    <Screen
      fill={shown === "rows"}
      title={words.title}
      subtitle={data ? date(data.on) : null}
      actions={
        <>
          <Link className="button" href="/afdrukken/register">
            {words.register}
          </Link>
          <Link className="button" href={`/afdrukken/stand/${on}`}>
            {words.paper}
          </Link>
        </>
      }
    >
      <EnrolTabs current="/inschrijven/stand" />
      <div className="filters state-days">
        <DayField label={words.on} value={on} onChange={setOn} />
        <DayField
          label={words.against}
          value={against}
          optional
          hint={against ? undefined : words.againstHint}
          onChange={(day) => {
            setAgainst(day);
            if (day) setView("difference");
          }}
        />
        {institutions.length > 1 ? (
          <Select
            label={nl.enrol.school.institution}
            value={institution}
            onChange={setInstitution}
            options={[
              { value: "", label: nl.newYear.all },
              ...institutions.map((value) => ({ value, label: value })),
            ]}
          />
        ) : null}
        {data && data.count_days.length > 0 ? (
          <Select
            label={words.countDays}
            value={data.count_days.some(({ day }) => day === on) ? on : ""}
            onChange={(day) => day && setOn(day)}
            options={[
              { value: "", label: words.countDay },
              ...data.count_days.map(({ day, label }) => ({ value: day, label })),
            ]}
          />
        ) : null}
      </div>
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {data ? (
        <>
          <Total data={data} />
          <Views
            label={words.views.label}
            value={shown}
            onChange={setView}
            options={[
              { value: "counts" as View, label: words.views.counts },
              { value: "rows" as View, label: words.views.rows, count: number(data.total) },
              ...(data.difference
                ? [
                    {
                      value: "difference" as View,
                      label: words.views.difference,
                      count: number(
                        data.difference.came.length +
                          data.difference.left.length +
                          data.difference.changed.length,
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <Part data={data} view={shown} />
        </>
      ) : null}
    </Screen>
  );
}

function Total({ data }: { data: StateAnswer }) {
  return (
    <Card className="state-total">
      <span className="figure">{number(data.total)}</span>
      <span>
        <span className="strong">{words.total(number(data.total), data.total === 1)}</span>
        <span className="hint">{words.totalHint}</span>
      </span>
      {data.without_group > 0 ? (
        <span className="warn-text">
          <span aria-hidden="true">● </span>
          {words.withoutGroup(number(data.without_group), data.without_group === 1)}
        </span>
      ) : null}
    </Card>
  );
}

function Part({ data, view }: { data: StateAnswer; view: View }) {
  if (view === "difference") return <Difference data={data} />;
  if (data.total === 0) {
    return <EmptyState title={words.nobody.title}>{words.nobody.text}</EmptyState>;
  }
  if (view === "counts") return <Counts data={data} />;
  return (
    <div className="pupils-table">
      <Table
        label={words.views.rows}
        rows={data.rows}
        columns={COLUMNS}
        rowKey={(row) => row.pupil}
        searchText={(row) => row.last_name}
      />
    </div>
  );
}
