import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ClassWeek } from "../../backend/generated/ClassWeek";
import type { HalfDay } from "../../backend/generated/HalfDay";
import { registerForm, useDrafts } from "../../shared/drafts";
import { cellKey } from "../../shared/register";
import { nl } from "../../texts/nl";
import { totalsText } from "./codes";
import { DetailLine } from "./DetailLine";
import { DraftNotice } from "./DraftNotice";
import { Failures } from "./Failures";
import { FindingPills } from "./Findings";
import { type Extra, Grid } from "./Grid";
import { HistoryPanel } from "./HistoryPanel";
import { KeyLegend } from "./KeyLegend";
import { cursorAt } from "./keys";
import { useSpoken } from "./Spoken";
import { StatePills } from "./StatePills";
import { rollKey, useSaving } from "./saving";
import { placeOf } from "./sheet";
import { TakenLine } from "./TakenLine";
import { useFocusOnOpen } from "./useFocusOnOpen";
import { type Register, useRegister } from "./useRegister";
import { startOf, useTyping } from "./useTyping";
import { fullName, halfDayText, notHereText } from "./words";

/** The cells of a register with everything around them. */
export function RegisterBody(props: {
  week: ClassWeek;
  /** Only this day, larger. */
  day: string | null;
  today: string;
  /** The day for which it was opened: there the cursor begins. */
  from: string;
  /** What the button "Iedereen aanwezig" does. */
  rollRef: RefObject<((both: boolean) => void) | null>;
  onTake: (at: readonly HalfDay[]) => Promise<void>;
  onTurn: (by: 1 | -1) => void;
  onClass: (by: 1 | -1) => void;
  /** Goes to the week, or the day, that holds a day. */
  onDay: (day: string) => void;
}) {
  const { week, day, today, from, rollRef, onTake } = props;
  const words = nl.attendance;
  const name = week.class;
  const area = useRef<HTMLDivElement>(null);
  const [spoken, say] = useSpoken();
  const [history, setHistory] = useState(false);
  const { drafts, keep, forget } = useDrafts(registerForm(name));
  const register = useRegister(week, day, drafts);
  const { rolls } = useSaving();

  const focus = useCallback(() => {
    area.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus();
  }, []);

  const takeHalves = (col: number, both: boolean) => {
    const at = register.columns[col]?.at;
    const open = register.columns
      .filter((column) => column.at.day === at?.day)
      .filter((column) => !column.free && !column.taken && !rolls.has(rollKey(name, column.at)))
      .map((column) => column.at);
    const here = open.find((one) => one.half === at?.half) ?? open[0];
    if (!here) {
      const free = register.columns[col]?.free;
      say(free ? words.said.noLessons(words.free(free)) : words.said.nothingOpen, true);
      return;
    }
    const taking = both ? open : [here];
    say(words.said.taken(taking.map(halfDayText).join(" · ")), true);
    void onTake(taking);
  };

  const typing = useTyping({
    sheet: register,
    start: useMemo(() => startOf(register, from), [register, from]),
    say,
    onRoll: takeHalves,
    onTurn: props.onTurn,
    onClass: props.onClass,
  });
  const { cursor, setCursor, onKey, onPlace, setMark } = typing;
  rollRef.current = (both) => {
    takeHalves(cursor.at.col, both);
    focus();
  };

  // The keyboard stands in the register as soon as it is there.
  useFocusOnOpen(focus);

  const [wanted, setWanted] = useState<string | null>(null);
  const goTo = (key: string) => {
    setWanted(key);
    const shown = register.columns.some((column) => key.includes(`|${column.at.day}|`));
    if (!shown) props.onDay(key.split("|")[1] ?? today);
  };
  useEffect(() => {
    const place = wanted === null ? null : placeOf(register, wanted);
    if (!place) return;
    setWanted(null);
    setCursor(cursorAt(place));
    setTimeout(focus);
  }, [wanted, register, setCursor, focus]);

  const nameOf = (pupil: string) => {
    const found = register.rows.find((one) => one.pupil === pupil);
    return found ? fullName(found) : null;
  };
  const extra = useExtra(day !== null, register, week);
  const row = register.rows[cursor.at.row];
  const column = register.columns[cursor.at.col];
  const at = column?.at;
  const key = row && at ? cellKey(row.pupil, at) : "";
  return (
    <div className={`register-area ${history ? "with-history" : ""}`} ref={area}>
      <div className="register-main">
        <div className="register-top">
          <StatePills name={name} columns={register.columns} />
          <KeyLegend
            codes={register.codes}
            allowed={register.rows.flatMap((one) => one.allowed)}
            name={row ? fullName(row) : ""}
            cursor={cursor}
          />
        </div>
        <DraftNotice drafts={drafts} nameOf={nameOf} except={key} onShow={goTo} />
        <Grid
          label={day ? words.grid.day(name) : words.grid.week(name)}
          register={register}
          cursor={cursor}
          extra={extra}
          large={day !== null}
          onKey={onKey}
          onPlace={onPlace}
        />
        {spoken}
        <Failures nameOf={nameOf} onGo={(failure) => goTo(failure.key)} />
        {row && at ? (
          <DetailLine
            key={key}
            target={{ pupil: row.pupil, name: fullName(row), at }}
            findings={row.findings}
            withYear
            taken={column ? <TakenLine name={name} column={column} /> : null}
            shown={register.cellAt(cursor.at)}
            codes={register.codes}
            today={today}
            why={register.why(cursor.at)}
            draft={drafts[key]}
            onMark={(change) => setMark([cursor.at], change)}
            onKept={() => forget(key)}
            onType={(text) => keep(key, text)}
            onForget={() => forget(key)}
            onLeave={focus}
            onHistory={() => setHistory(true)}
          />
        ) : null}
      </div>
      {history && row && at ? (
        <HistoryPanel
          pupil={row.pupil}
          name={fullName(row)}
          at={at}
          offered={register.cellAt(cursor.at).offered}
          onClose={() => setHistory(false)}
        />
      ) : null}
    </div>
  );
}

/** What stands behind the half days: remarks of the day, totals of the year, what to follow up. */
function useExtra(oneDay: boolean, register: Register, week: ClassWeek): readonly Extra[] {
  const words = nl.attendance.grid;
  return useMemo(() => {
    const all: Extra[] = [
      {
        key: "totals",
        header: words.totals,
        render: (row) => <span className="nums">{totalsText(register.codes, row.totals)}</span>,
      },
      {
        key: "findings",
        header: words.findings,
        render: (row) => {
          // On a day without lessons nobody is missed.
          const away = row.cells.find(
            (cell, index) => cell.not_here && !week.columns[index]?.free,
          )?.not_here;
          return (
            <>
              {away ? <span className="soft">{notHereText(away)} </span> : null}
              <FindingPills findings={row.findings} />
            </>
          );
        },
      },
    ];
    if (!oneDay) return all;
    return [
      {
        key: "note",
        header: words.note,
        render: (row) => {
          const notes = register.columns.flatMap((_, col) => {
            const note = row.cells[register.indexOf(col)]?.mark?.note;
            return note ? [note] : [];
          });
          return <span className="cut">{[...new Set(notes)].join(" · ")}</span>;
        },
      },
      ...all,
    ];
  }, [oneDay, register, week, words]);
}
