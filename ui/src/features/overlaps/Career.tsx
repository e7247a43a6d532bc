import type { Career as CareerOf } from "../../backend/generated/Career";
import type { OtherEnrolment } from "../../backend/generated/OtherEnrolment";
import { nl } from "../../texts/nl";

const words = nl.overlaps.panel;

/** The schools before and after ours, with the B total that was handed over. */
export function Career({ career }: { career: CareerOf }) {
  return (
    <section className="stack tight">
      <h3>{words.career}</h3>
      <dl className="facts">
        <dt>{words.previous}</dt>
        <dd>
          {career.previous ? (
            <>
              {career.previous.name}
              <div className="hint">{period(career.previous)}</div>
            </>
          ) : (
            <span className="soft">{words.noneKnown}</span>
          )}
          {career.handed_over ? (
            <div className="hint">{words.handedOver(career.handed_over.b)}</div>
          ) : null}
        </dd>
        <dt>{words.next}</dt>
        <dd>
          {career.next ? (
            <>
              {career.next.name}
              <div className="hint">{words.nextDay(career.next.told.period.from)}</div>
            </>
          ) : (
            <span className="soft">{words.noneKnown}</span>
          )}
        </dd>
      </dl>
    </section>
  );
}

function period({ told }: OtherEnrolment): string {
  return words.period(told.period.from, told.period.until);
}
