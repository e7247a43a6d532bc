/** Cijfers: absences of the school or a class over time, by half day of the week and by code. */
import { useState } from "react";
import { useRead } from "../../backend/queries";
import {
  Busy,
  Button,
  ClassSelect,
  EmptyState,
  ProblemMessage,
  Screen,
  Select,
} from "../../shared";
import { yearLater } from "../../shared/days";
import { byName } from "../../shared/format";
import { nl } from "../../texts/nl";
import { byCode, byWeek, byWeekday } from "./figures";
import { Picture } from "./Picture";

const words = nl.overview;

/** The screen. */
export function OverviewScreen() {
  const [name, setName] = useState("");
  const [year, setYear] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const pupils = useRead("pupils_list", {});
  const read = useRead("attendance_overview", { class: name || null, year });
  const overview = read.data;
  const classes = [...new Set(pupils.data?.rows.map((row) => row.class).filter(Boolean))].sort(
    byName,
  );
  const whose = name ? words.classOf(name) : words.wholeSchool;
  const codes = overview ? byCode(overview) : [];

  return (
    <Screen
      title={words.title}
      subtitle={overview ? words.subtitle(whose, overview.year) : null}
      actions={
        overview ? (
          <>
            <ClassSelect
              hiddenLabel
              label={words.className}
              value={name}
              onChange={setName}
              classes={classes}
              all={words.wholeSchool}
            />
            <Select
              hiddenLabel
              label={words.counted}
              value={code}
              onChange={setCode}
              options={[
                { value: "", label: words.absences },
                ...codes.map((one) => ({ value: one.key, label: one.label })),
              ]}
            />
            <Button
              aria-label={words.previous}
              onClick={() => setYear(yearLater(overview.year, -1))}
            >
              ◀
            </Button>
            <span className="nums">{words.year(overview.year)}</span>
            <Button aria-label={words.next} onClick={() => setYear(yearLater(overview.year, 1))}>
              ▶
            </Button>
          </>
        ) : null
      }
    >
      <ProblemMessage
        problem={read.error}
        actions={<Button onClick={() => void read.refetch()}>{nl.shared.again}</Button>}
      />
      {read.isPending ? <Busy what={words.loading} /> : null}
      {overview && overview.weeks.length === 0 ? (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      ) : null}
      {overview && overview.weeks.length > 0 ? (
        <>
          <Picture texts={words.weeks} figures={byWeek(overview, code)} />
          <Picture texts={words.weekdays} figures={byWeekday(overview, code)} />
          <Picture texts={words.byCode} figures={codes} />
          <p className="soft">{words.present}</p>
        </>
      ) : null}
    </Screen>
  );
}
