import { useState } from "react";
import type { NewYearRequest } from "../../../backend/generated/NewYearRequest";
import { usePlan } from "../../../backend/plan";
import { useDo, useRead } from "../../../backend/queries";
import {
  Busy,
  Card,
  Confirm,
  DayField,
  Field,
  ProblemMessage,
  Screen,
  Select,
  Table,
  useSaid,
} from "../../../shared";
import { number } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { EnrolTabs } from "../EnrolTabs";
import { PUPIL_COLUMNS } from "./columns";

const words = nl.newYear.restructure;
const COLUMNS = PUPIL_COLUMNS.filter((column) => column.key !== "passing");

/** After a restructuring: enrolments go over to the new institution number. */
export function RestructureScreen() {
  const said = useSaid();
  const today = useRead("session_state", {}).data?.today ?? "";
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices;
  const [chosen, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [day, setDay] = useState("");
  const from = chosen || choices?.institution || "";
  const request: NewYearRequest | null =
    to.trim().length >= 5 && today
      ? { change: { what: "restructure", from, to: to.trim(), on: day || today }, apply: false }
      : null;
  const { plan, problem, late } = usePlan("new_year", request);
  const apply = useDo("new_year");
  const run = () =>
    request &&
    apply.mutate(
      { ...request, apply: true },
      {
        onSuccess: (answer) => {
          if (answer.batch === null) return;
          said(words.done(number(answer.passing), to.trim()), answer.batch);
          setTo("");
        },
      },
    );
  return (
    <Screen
      fill
      title={words.title}
      subtitle={words.subtitle}
      actions={
        request && plan?.applicable && !late ? (
          <Confirm
            kind="primary"
            label={words.apply}
            busy={apply.isPending}
            question={words.ask(number(plan.passing), from, to.trim())}
            yes={words.yes}
            onYes={run}
          />
        ) : null
      }
    >
      <EnrolTabs current="/inschrijven/instellingsnummer" />
      <Card>
        <p className="soft">{words.intro}</p>
        <div className="move-fields">
          <Select
            label={words.from}
            value={from}
            onChange={setFrom}
            options={(choices?.institutions ?? []).map((value) => ({ value, label: value }))}
          />
          <Field
            label={words.to}
            value={to}
            hint={words.toHint}
            inputMode="numeric"
            maxLength={6}
            onChange={setTo}
          />
          <DayField label={words.on} value={day || today} onChange={setDay} />
        </div>
      </Card>
      <ProblemMessage problem={apply.error ?? problem} />
      {request && late ? <Busy what={nl.newYear.planning} /> : null}
      {request && plan ? (
        <>
          <p role="status">
            {words.counts(number(plan.passing), number(plan.already), number(plan.refused))}
          </p>
          <div className="pupils-table">
            <Table
              label={words.title}
              rows={plan.rows}
              columns={COLUMNS}
              rowKey={(row) => row.pupil.id}
              searchText={(row) => row.pupil.last_name}
            />
          </div>
        </>
      ) : (
        <p className="soft">{words.nothing}</p>
      )}
    </Screen>
  );
}
