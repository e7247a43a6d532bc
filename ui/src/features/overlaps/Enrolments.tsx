import type { OtherEnrolment } from "../../backend/generated/OtherEnrolment";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OwnEnrolment } from "../../backend/generated/OwnEnrolment";
import { useDo } from "../../backend/queries";
import { Confirm, ProblemMessage, useSaid } from "../../shared";
import { nl } from "../../texts/nl";
import { MarkDot } from "./Mark";

const words = nl.overlaps;

/** Ours and theirs in words: periods, moments on both sides, and who told it. */
export function Enrolments({ pupil }: { pupil: OverlapPupil }) {
  return (
    <ul className="lines">
      {pupil.ours.map((one) => (
        <Ours key={`${one.id} ${one.period.from}`} one={one} />
      ))}
      {pupil.theirs.map((one) => (
        <Theirs key={one.key} pupil={pupil.pupil} one={one} />
      ))}
    </ul>
  );
}

function said(moment: string | null): string {
  return moment ? words.panel.enrolled(words.at(moment)) : words.panel.noMoment;
}

function Ours({ one }: { one: OwnEnrolment }) {
  const { from, until } = one.period;
  return (
    <li>
      <div className="strong">{words.panel.ours}</div>
      <div>{one.open ? words.panel.expected(from, until) : words.panel.period(from, until)}</div>
      <div className="soft">{one.id === null ? words.panel.onlyClass : said(one.moment)}</div>
    </li>
  );
}

function Theirs({ pupil, one }: { pupil: string; one: OtherEnrolment }) {
  const act = useDo("overlap_do");
  const done = useSaid();
  const { told, school } = one;
  const about = [
    told.institution ? words.institution(told.institution) : words.noNumber,
    school?.kind ? words.schoolKinds[school.kind] : "",
    school?.municipality ?? "",
    school?.phone ? words.panel.phone(school.phone) : "",
    school?.email ?? "",
  ].filter(Boolean);
  return (
    <li>
      <div className="line">
        <span className="strong">
          <MarkDot mark={one.mark} /> {one.name}
        </span>
        <Confirm
          small
          label={words.panel.removeShort}
          question={words.panel.removeQuestion}
          yes={words.panel.removeYes}
          busy={act.isPending}
          onYes={() =>
            act.mutate(
              { pupil, act: { do: "elsewhere", was: one.key, now: null } },
              { onSuccess: ({ batch }) => done(words.panel.removed(one.name), batch) },
            )
          }
        />
      </div>
      <div>{words.panel.period(told.period.from, told.period.until)}</div>
      <div className="soft">{said(told.moment)}</div>
      <div className="hint">{about.join(" · ")}</div>
      <div className="hint">{words.panel.told(words.sources[told.source], told.seen_on)}</div>
      <ProblemMessage problem={act.error} />
    </li>
  );
}
