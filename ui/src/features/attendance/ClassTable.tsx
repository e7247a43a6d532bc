import { type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import type { Today } from "../../backend/generated/Today";
import type { TodayClass } from "../../backend/generated/TodayClass";
import type { TodayHalf } from "../../backend/generated/TodayHalf";
import { useRead } from "../../backend/queries";
import { type Column, Pill, Table } from "../../shared";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { type Codes, codesOf, totalsText } from "./codes";
import { rollKey, useSaving } from "./saving";
import { useFocusOnOpen } from "./useFocusOnOpen";
import { halfDayShort, takenText } from "./words";

/** Whether something of the class is still to be done: today or from earlier. */
export function needsWork(one: TodayClass): boolean {
  return one.open.length > 0 || one.halves.some((half) => !half.free && !half.taken);
}

/** All classes of a day with taken, open, by whom; in the order of the answer. */
export function ClassTable(props: {
  label: string;
  answer: Today;
  onOpen: (row: TodayClass) => void;
  /** A key on the row of the arrows; true: it was taken. */
  onKey?: (event: KeyboardEvent, row: TodayClass | undefined) => boolean;
}) {
  const { answer } = props;
  const settings = useRead("settings", { part: "attendance" });
  const codes = useMemo(() => codesOf(settings.data?.attendance?.settings), [settings.data]);
  const { rolls } = useSaving();
  const columns = useMemo(() => {
    const words = nl.today.columns;
    const half = (index: 0 | 1, name: "VM" | "NM"): Column<TodayClass> => ({
      key: name,
      header: words[name],
      width: "minmax(190px, 2fr)",
      render: (row) => (
        <Half
          half={row.halves[index]}
          codes={codes}
          taking={rolls.has(rollKey(row.class, { day: answer.day, half: name }))}
        />
      ),
    });
    const all: Column<TodayClass>[] = [
      {
        key: "class",
        header: words.class,
        width: "minmax(72px, 0.6fr)",
        render: (row) => <span className="strong">{row.class}</span>,
      },
      {
        key: "pupils",
        header: words.pupils,
        width: "minmax(104px, 0.6fr)",
        align: "right",
        render: (row) => number(row.pupils),
      },
      half(0, "VM"),
      half(1, "NM"),
      {
        key: "earlier",
        header: words.earlier,
        width: "minmax(170px, 1.6fr)",
        render: (row) => <Earlier row={row} />,
      },
    ];
    return all;
  }, [codes, rolls, answer.day]);
  const area = useRef<HTMLDivElement>(null);
  useFocusOnOpen(
    useCallback(() => area.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), []),
  );
  return (
    <div className="all-classes" ref={area}>
      <Table
        label={props.label}
        rows={answer.classes}
        columns={columns}
        rowKey={classOf}
        searchText={classOf}
        onOpen={props.onOpen}
        onKey={props.onKey}
        rowHeight={38}
      />
    </div>
  );
}

const classOf = (row: TodayClass) => row.class;

function Half(props: { half: TodayHalf | undefined; codes: Codes; taking: boolean }) {
  const { half, codes, taking } = props;
  if (!half) return null;
  if (half.free) return <span className="soft">{nl.attendance.free(half.free)}</span>;
  const marks = totalsText(codes, half.marks);
  return (
    <span className="row tight">
      {half.taken ? (
        <Pill tone="good">{takenText(half.taken)}</Pill>
      ) : taking ? (
        <Pill tone="info">{nl.today.taking}</Pill>
      ) : (
        <Pill tone="warn">{nl.today.open}</Pill>
      )}
      <span className="nums">{marks || (half.taken ? nl.today.nobodyAbsent : "")}</span>
    </span>
  );
}

function Earlier({ row }: { row: TodayClass }) {
  const [first] = row.open;
  if (!first || !row.due) return null;
  const more = row.open.length > 1 ? number(row.open.length - 1) : "";
  const tone = row.due === "late" ? "bad" : row.due === "due_soon" ? "warn" : "quiet";
  return <Pill tone={tone}>{nl.today.earlier(halfDayShort(first), more)}</Pill>;
}
