import { useCallback, useMemo, useRef, useState } from "react";
import type { PupilYearAnswer } from "../../backend/generated/PupilYearAnswer";
import type { PupilYearRequest } from "../../backend/generated/PupilYearRequest";
import { registerForm, useDrafts } from "../../shared/drafts";
import { cellKey } from "../../shared/register";
import { nl } from "../../texts/nl";
import { DetailLine } from "./DetailLine";
import { Failures } from "./Failures";
import { HistoryPanel } from "./HistoryPanel";
import { KeyLegend } from "./KeyLegend";
import { cursorAt } from "./keys";
import { useSpoken } from "./Spoken";
import { placeOf } from "./sheet";
import { useFocusOnOpen } from "./useFocusOnOpen";
import { useTyping } from "./useTyping";
import { useYear } from "./useYear";
import { fullName } from "./words";
import { YearCards } from "./YearCards";
import { YearMap } from "./YearMap";

/** The year of a pupil with everything that follows from it. */
export function YearBody(props: {
  answer: PupilYearAnswer;
  /** What was asked. */
  request: PupilYearRequest;
  today: string;
  onTurn: (by: 1 | -1) => void;
  onMeasures: () => void;
  onPrevious: () => void;
}) {
  const { answer, today } = props;
  const words = nl.attendance.year;
  const area = useRef<HTMLDivElement>(null);
  const [spoken, say] = useSpoken();
  const [history, setHistory] = useState(false);
  const { drafts, keep, forget } = useDrafts(registerForm(`leerling/${answer.pupil}`));
  const year = useYear(answer, props.request, drafts);
  const focus = useCallback(() => {
    area.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus();
  }, []);
  const { cursor, setCursor, onKey, onPlace, setMark } = useTyping({
    sheet: year,
    start: useMemo(() => year.placeOfDay(today), [year, today]),
    say,
    onRoll: () => say(words.noRoll, true),
    onTurn: props.onTurn,
    onClass: () => {},
  });
  useFocusOnOpen(focus);

  const target = year.target(cursor.at);
  const key = target ? cellKey(target.pupil, target.at) : "";
  const goTo = (wanted: string) => {
    const place = placeOf(year, wanted);
    if (place) setCursor(cursorAt(place));
    setTimeout(focus);
  };
  return (
    <div ref={area} className={`register-area ${history ? "with-history" : ""}`}>
      <div className="register-main">
        <KeyLegend codes={year.codes} allowed={answer.allowed} name="" cursor={cursor} noPick />
        <YearMap
          label={words.map(fullName(answer))}
          year={year}
          cursor={cursor}
          onKey={onKey}
          onPlace={onPlace}
        />
        {spoken}
        <Failures
          nameOf={(pupil) => (pupil === answer.pupil ? fullName(answer) : null)}
          onGo={(failure) => goTo(failure.key)}
        />
        {target ? (
          <DetailLine
            key={key}
            target={target}
            findings={[]}
            shown={year.cellAt(cursor.at)}
            codes={year.codes}
            today={today}
            why={year.why(cursor.at)}
            draft={drafts[key]}
            onMark={(change) => setMark([cursor.at], change)}
            onKept={() => forget(key)}
            onType={(text) => keep(key, text)}
            onForget={() => forget(key)}
            onLeave={focus}
            onHistory={() => setHistory(true)}
          />
        ) : null}
        <YearCards
          answer={answer}
          codes={year.codes}
          onMeasures={props.onMeasures}
          onPrevious={props.onPrevious}
        />
      </div>
      {history && target ? (
        <HistoryPanel
          pupil={target.pupil}
          name={target.name}
          at={target.at}
          offered={year.cellAt(cursor.at).offered}
          onClose={() => setHistory(false)}
        />
      ) : null}
    </div>
  );
}
