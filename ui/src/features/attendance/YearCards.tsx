import type { HalfDaysReached } from "../../backend/generated/HalfDaysReached";
import type { KleuterTotals } from "../../backend/generated/KleuterTotals";
import type { PupilYearAnswer } from "../../backend/generated/PupilYearAnswer";
import { Button, Card, Pill } from "../../shared";
import { date, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { type Codes, find, keyOf } from "./codes";
import { FindingLines, FindingPills } from "./Findings";

/** Totals, what is to be followed up, the two totals of a kleuter, measures, previous school. */
export function YearCards(props: {
  answer: PupilYearAnswer;
  codes: Codes;
  onMeasures: () => void;
  onPrevious: () => void;
}) {
  const { answer, codes } = props;
  const words = nl.attendance.year;
  const { previous } = answer;
  const measures = Object.entries(answer.measures).sort(([, a], [, b]) =>
    a.from.localeCompare(b.from),
  );
  return (
    <div className="year-cards">
      <Card
        title={words.totals}
        subtitle={words.lessons(number(answer.half_days[0]), number(answer.half_days[1]))}
      >
        <Totals totals={answer.totals} codes={codes} />
      </Card>
      <Card title={nl.attendance.grid.findings}>
        {answer.findings.length === 0 ? <p className="soft">{words.noFindings}</p> : null}
        <FindingPills findings={answer.findings} />
        <FindingLines findings={answer.findings} />
        {answer.follow_ups.length > 0 ? (
          <ul className="lines">
            {answer.follow_ups.map((one) => (
              <li key={`${one.key} ${one.step} ${one.on}`}>
                {words.done(date(one.on), nl.followUp.steps[one.step])}
                {one.note ? <div className="soft">{one.note}</div> : null}
              </li>
            ))}
          </ul>
        ) : null}
      </Card>
      {answer.kleuter ? <Kleuter kleuter={answer.kleuter} /> : null}
      <Card
        title={words.measures}
        actions={
          <Button small onClick={props.onMeasures}>
            {words.change}
          </Button>
        }
      >
        {measures.length === 0 ? <p className="soft">{words.noMeasures}</p> : null}
        <ul className="lines">
          {measures.map(([id, measure]) => (
            <li key={id}>
              {nl.attendance.measures[measure.kind]}{" "}
              <span className="soft">
                {words.from(date(measure.from), measure.until ? date(measure.until) : "")}
                {measure.expected ? ` · ${words.expected}` : ""}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card
        title={words.previousSchool}
        actions={
          <Button small onClick={props.onPrevious}>
            {words.change}
          </Button>
        }
      >
        <p className="nums">
          {words.previousTotals(
            number(previous.b),
            number(previous.present),
            number(previous.acceptable),
          )}
        </p>
      </Card>
    </div>
  );
}

/** Half days by official code, with the words of the code. */
function Totals({ totals, codes }: { totals: PupilYearAnswer["totals"]; codes: Codes }) {
  const words = nl.attendance.year;
  const order = [...new Set(codes.map((local) => keyOf(codes, local.code)))];
  const counted = Object.entries(totals)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  if (counted.length === 0) return <p className="soft">{words.noTotals}</p>;
  return (
    <table className="plain">
      <tbody>
        {counted.map(([key, count]) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td>{find(codes, key)?.label ?? key}</td>
            <td className="right nums">{number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Two totals that must not be mixed: with P for compulsory education, without it for admission. */
function Kleuter({ kleuter }: { kleuter: KleuterTotals }) {
  const words = nl.followUp.kleuters;
  const columns = ["here", "elsewhere", "left", "minimum", "required"] as const;
  const row = (name: string, reached: HalfDaysReached) => (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((column) => (
        <td key={column} className="right nums">
          {number(reached[column])}
        </td>
      ))}
      <td>
        {reached.at_risk ? (
          <Pill tone="bad">{words.risk}</Pill>
        ) : (
          <Pill tone={reached.required === 0 ? "good" : "quiet"}>
            {reached.required === 0 ? words.reached : words.way}
          </Pill>
        )}
      </td>
    </tr>
  );
  return (
    <Card title={nl.attendance.year.kleuter} className="wide">
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{words.purpose}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="right">
                {words.columns[column]}
              </th>
            ))}
            <th scope="col">{words.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {row(words.purposes.compulsory, kleuter.compulsory)}
          {row(words.purposes.admission, kleuter.admission)}
        </tbody>
      </table>
      <p className="soft">
        {nl.attendance.year.kleuterRest(number(kleuter.problematic), number(kleuter.open))}
      </p>
    </Card>
  );
}
