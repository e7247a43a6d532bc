import { Link } from "wouter";
import type { EnrolmentRow } from "../../backend/generated/EnrolmentRow";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.enrolments;

/** The periods of a pupil in classes, and the way to the file in which they change. */
export function Enrolments({
  pupil,
  enrolments,
}: {
  pupil: PupilRow;
  enrolments: readonly EnrolmentRow[];
}) {
  return (
    <section className="stack tight" aria-labelledby="pupil-enrolments">
      <h3 id="pupil-enrolments">{words.title}</h3>
      {enrolments.length === 0 ? <p className="soft">{words.none}</p> : null}
      <ul className="lines">
        {enrolments.map(({ id, enrolment }) => (
          <li key={id}>
            <div className="line">
              <span className="strong">{enrolment.class}</span>
              <span className="soft nums">
                {words.period(date(enrolment.from), enrolment.until && date(enrolment.until))}
              </span>
            </div>
            {enrolment.location ? (
              <div className="soft">{words.location(enrolment.location)}</div>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="row">
        <Link className="button small" href={`/leerlingen/${pupil.id}/inschrijvingen`}>
          {words.file}
        </Link>
        <Link className="button small" href={`/aanwezigheden/leerling/${pupil.id}`}>
          {words.year}
        </Link>
      </div>
    </section>
  );
}
