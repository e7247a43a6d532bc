import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import { useRead } from "../../../backend/queries";
import { Busy, Button, Pill, ProblemMessage, PupilTabs, Screen } from "../../../shared";
import { date } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { LeavePanel } from "../leave/LeavePanel";
import { MovePanel } from "../move/MovePanel";
import { useKnown } from "../useKnown";
import { EnrolmentLists } from "./EnrolmentLists";
import { PersonalPanel } from "./PersonalPanel";
import { Timeline } from "./Timeline";

const words = nl.enrolmentFile;

/** What of the file stands open beside it. */
type Open =
  | { what: "move" }
  | { what: "personal" }
  | { what: "leave"; enrolment: string | null }
  | null;

/** The file of a pupil: enrolments as a picture and in words, and the actions on them. */
export function FileScreen({ pupil }: { pupil: string }) {
  const [, go] = useLocation();
  const today = useRead("session_state", {}).data?.today ?? "";
  const answer = useRead("enrolments", { pupil, choices: false });
  const file = useKnown(pupil);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const name = file ? `${file.pupil.last_name} ${file.pupil.first_name}` : words.title;
  const here = file?.schools.some(({ enrolment }) => holds(enrolment));
  return (
    <Screen
      title={name}
      subtitle={
        file
          ? [file.pupil.class, date(file.pupil.birth_date), file.pupil.stamnummer]
              .filter(Boolean)
              .join(" · ")
          : null
      }
      actions={
        <>
          <Link className="button" href={`/leerlingen/${pupil}`}>
            {words.sheet}
          </Link>
          <Link className="button" href={`/aanwezigheden/leerling/${pupil}`}>
            {words.year}
          </Link>
          {file && (here || file.classes.length > 0) ? (
            <>
              <Button onClick={() => setOpen({ what: "move" })}>{words.move}</Button>
              <Button onClick={() => setOpen({ what: "leave", enrolment: null })}>
                {words.leave}
              </Button>
            </>
          ) : null}
          {file && !here ? (
            <Button kind="primary" onClick={() => go(`/inschrijven/leerling/${pupil}`)}>
              {file.schools.length > 0 ? words.again : words.first}
            </Button>
          ) : null}
        </>
      }
      aside={
        !file || !open ? null : open.what === "move" ? (
          <MovePanel file={file} today={today} onClose={close} />
        ) : open.what === "personal" ? (
          <PersonalPanel file={file} onClose={close} />
        ) : (
          <LeavePanel file={file} enrolment={open.enrolment} onClose={close} />
        )
      }
    >
      <PupilTabs pupil={pupil} current="inschrijvingen" />
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {!file && !answer.error ? <Busy what={words.loading} /> : null}
      {file ? (
        <Body
          file={file}
          today={today}
          onLeave={(enrolment) => setOpen({ what: "leave", enrolment })}
          onPersonal={() => setOpen({ what: "personal" })}
        />
      ) : null}
    </Screen>
  );
}

function holds(enrolment: EnrolmentFile["schools"][number]["enrolment"]): boolean {
  return (
    enrolment.leaving === null &&
    (enrolment.status === "realised" || enrolment.status === "parallel")
  );
}

function Body(props: {
  file: EnrolmentFile;
  today: string;
  onLeave: (enrolment: string) => void;
  onPersonal: () => void;
}) {
  const { file, today } = props;
  return (
    <>
      <div className="row">
        {file.missing.length > 0 ? (
          <>
            <span className="soft">{words.missing}:</span>
            {file.missing.map((what) => (
              <Pill key={what} tone="warn">
                {nl.enrol.missing[what]}
              </Pill>
            ))}
          </>
        ) : (
          <Pill tone="good">{words.complete}</Pill>
        )}
      </div>
      <Timeline file={file} today={today} />
      <EnrolmentLists file={file} onLeave={props.onLeave} onPersonal={props.onPersonal} />
    </>
  );
}
