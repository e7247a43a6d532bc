import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useRead } from "../../backend/queries";
import { Busy, Button, ProblemMessage, Screen } from "../../shared";
import { nl } from "../../texts/nl";
import { MassPanel } from "./MassPanel";
import { MeasuresPanel } from "./MeasuresPanel";
import { PreviousSchoolPanel } from "./PreviousSchoolPanel";
import { registerPath } from "./RegisterScreen";
import { fullName } from "./words";
import { YearBody } from "./YearBody";

type Open = "period" | "measures" | "previous" | null;

/** `2026-2027`, 1 → `2027-2028`. */
export function otherYear(year: string, by: 1 | -1): string {
  const first = Number(year.slice(0, 4)) + by;
  return `${first}-${first + 1}`;
}

/** The individual calendar of a pupil; `year` empty: the present school year. */
export function PupilYearScreen(props: { pupil: string; year: string; today: string }) {
  const { pupil, year, today } = props;
  const words = nl.attendance.year;
  const [, go] = useLocation();
  const [open, setOpen] = useState<Open>(null);
  const request = { pupil, year: year || null };
  const answer = useRead("attendance_pupil", request);
  // Another pupil is never shown under a former name.
  const data = answer.data?.pupil === pupil ? answer.data : undefined;
  const close = () => setOpen(null);
  const turn = (by: 1 | -1) => {
    if (data) go(`/aanwezigheden/leerling/${pupil}/${otherYear(data.year, by)}`);
  };
  return (
    <Screen
      title={data ? fullName(data) : words.title}
      subtitle={data ? words.subtitle(data.class, data.year) : null}
      actions={
        <>
          {data?.class ? (
            <Link className="button" href={registerPath(data.class)}>
              {nl.attendance.classTitle(data.class)}
            </Link>
          ) : null}
          <Link className="button" href={`/leerlingen/${pupil}`}>
            {words.sheet}
          </Link>
          <Button onClick={() => turn(-1)}>◀ {words.previousYear}</Button>
          <Button onClick={() => turn(1)}>{words.nextYear} ▶</Button>
          <Button kind="primary" disabled={!data} onClick={() => setOpen("period")}>
            {words.period}
          </Button>
        </>
      }
      aside={
        !data ? null : open === "period" ? (
          <MassPanel
            classes={[]}
            chosen={[]}
            pupil={{ id: pupil, name: fullName(data) }}
            day={today}
            onClose={close}
          />
        ) : open === "measures" ? (
          <MeasuresPanel answer={data} today={today} onClose={close} />
        ) : open === "previous" ? (
          <PreviousSchoolPanel answer={data} onClose={close} />
        ) : null
      }
    >
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {!data && !answer.error ? <Busy what={words.loading} /> : null}
      {data ? (
        <YearBody
          key={pupil}
          answer={data}
          request={request}
          today={today}
          onTurn={turn}
          onMeasures={() => setOpen("measures")}
          onPrevious={() => setOpen("previous")}
        />
      ) : null}
    </Screen>
  );
}
