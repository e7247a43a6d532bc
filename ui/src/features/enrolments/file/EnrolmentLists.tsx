import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import type { EnrolmentStatus } from "../../../backend/generated/EnrolmentStatus";
import type { GroupEnrolmentRow } from "../../../backend/generated/GroupEnrolmentRow";
import type { SchoolEnrolmentRow } from "../../../backend/generated/SchoolEnrolmentRow";
import { Button, Card, Pill, type Tone } from "../../../shared";
import { date, dateTime } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { Personal } from "./Personal";

const words = nl.enrolmentFile;

/** The colours that Informat's users know, each with its word. */
const TONES: Record<EnrolmentStatus, Tone> = {
  realised: "good",
  not_realised: "bad",
  postponed: "warn",
  parallel: "info",
  cancelled: "quiet",
};

/** Enrolments in words: each in the school with its groups below, the classes, and whom to call. */
export function EnrolmentLists(props: {
  file: EnrolmentFile;
  onLeave: (enrolment: string) => void;
  onPersonal: () => void;
}) {
  const { file } = props;
  return (
    <div className="file-cards">
      <Card title={words.schools} className="wide">
        {file.schools.length === 0 ? <p className="soft">{words.none}</p> : null}
        <ul className="lines">
          {file.schools.map((row) => (
            <School key={row.enrolment.id} row={row} onLeave={props.onLeave} />
          ))}
        </ul>
      </Card>
      <Card title={words.classes}>
        {file.classes.length === 0 ? <p className="soft">{words.noClass}</p> : null}
        <ul className="lines">
          {file.classes.map(({ id, enrolment }) => (
            <li key={id} className="line">
              <span className="strong">{enrolment.class}</span>
              <span className="soft nums">
                {words.period(date(enrolment.from), date(enrolment.until))}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Personal file={file} onChange={props.onPersonal} />
    </div>
  );
}

function School(props: { row: SchoolEnrolmentRow; onLeave: (enrolment: string) => void }) {
  const { enrolment, groups } = props.row;
  const { leaving } = enrolment;
  return (
    <li className="stack tight">
      <div className="line">
        <span className="row">
          <Pill tone={TONES[enrolment.status]}>{nl.enrolments.statuses[enrolment.status]}</Pill>
          <span className="strong nums">
            {words.period(date(enrolment.from), date(leaving?.until))}
          </span>
        </span>
        <span className="soft nums">
          {[
            words.institution(enrolment.institution),
            enrolment.stamnummer ? words.stamnummer(enrolment.stamnummer) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <div className="soft nums">{words.enrolledAt(dateTime(enrolment.moment))}</div>
      {leaving && (leaving.cause || leaving.situation) ? (
        <div className="soft">{words.left(leaving.cause, leaving.situation)}</div>
      ) : null}
      {enrolment.reason ? <div className="soft">{words.reason(enrolment.reason)}</div> : null}
      {groups.length === 0 ? <div className="soft">{words.noGroup}</div> : null}
      <ul className="groups">
        {groups.map((group) => (
          <Group key={group.enrolment.id} row={group} />
        ))}
      </ul>
      {leaving ? (
        <div>
          <Button
            small
            kind="quiet"
            aria-label={words.staysOf(enrolment.institution)}
            onClick={() => props.onLeave(enrolment.id)}
          >
            {words.stays}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function Group({ row }: { row: GroupEnrolmentRow }) {
  const { enrolment, group_label } = row;
  const { details, until, expected_until } = enrolment;
  return (
    <li>
      <div className="line">
        <span>
          <span className="strong nums">{details.group}</span> {group_label}
        </span>
        <span className="soft nums">
          {until
            ? words.period(date(enrolment.from), date(until))
            : words.expected(date(enrolment.from), date(expected_until))}
        </span>
      </div>
      <div className="soft">
        {[
          enrolment.never_came ? words.neverCame : "",
          words.location(details.location),
          details.philosophy ? `${details.philosophy} ${row.philosophy_label}` : "",
          details.funding ? `${details.funding} ${row.funding_label}` : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </li>
  );
}
