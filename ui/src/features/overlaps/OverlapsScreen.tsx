/** Ook elders: who is also enrolled in another school, the worst first, and what is done about it. */
import { useCallback, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import { useRead } from "../../backend/queries";
import {
  Busy,
  Button,
  EmptyState,
  Pill,
  ProblemMessage,
  Screen,
  type Sort,
  Table,
  Tabs,
} from "../../shared";
import { nl } from "../../texts/nl";
import { AddPanel } from "./AddPanel";
import { axisOf } from "./axis";
import { Legend } from "./Bars";
import { CasePanel } from "./CasePanel";
import { columns } from "./columns";
import { ControlScreen } from "./control/ControlScreen";
import { Filters } from "./Filters";
import { type Filter, found, shows } from "./filter";
import { Gone } from "./Gone";
import { ImportScreen } from "./import/ImportScreen";
import { SchoolsScreen } from "./schools/SchoolsScreen";

const words = nl.overlaps;
const NOBODY: readonly OverlapPupil[] = [];
const key = (pupil: OverlapPupil) => pupil.pupil;

/** The screen. `place`: empty, `lijst`, `controlelijst`, `scholen`, `nieuw`, or the pupil whose case is open. */
export function OverlapsScreen({ place }: { place: string }) {
  if (place === "lijst") return <ImportScreen />;
  if (place === "controlelijst") return <ControlScreen />;
  if (place === "scholen") return <SchoolsScreen />;
  return <ListScreen place={place} />;
}

function ListScreen({ place }: { place: string }) {
  const [, go] = useLocation();
  const list = useRead("overlaps", { on: null, pupil: null, school: null });
  const [filter, setFilter] = useState<Filter>("all");
  const [text, setText] = useState("");
  const [sort, setSort] = useState<Sort | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const pupils = list.data?.pupils ?? NOBODY;
  const today = list.data?.on ?? "";
  const adding = place === "nieuw";
  const opened = place && !adding ? place : null;
  const axis = useMemo(() => axisOf(today || "2000-01-01", pupils), [today, pupils]);
  const all = useMemo(() => columns(axis, today, Boolean(place)), [axis, today, place]);
  const shown = useMemo(() => {
    const some = found(
      pupils.filter((pupil) => shows(filter, pupil)),
      text,
    );
    const compare = all.find((column) => column.key === sort?.key)?.compare;
    return compare ? some.sort((a, b) => (sort?.down ? -compare(a, b) : compare(a, b))) : some;
  }, [pupils, filter, text, all, sort]);
  const close = useCallback(() => go("/ook-elders"), [go]);
  const type = useCallback((letter: string) => {
    setText((now) => now + letter);
    search.current?.focus();
  }, []);

  return (
    <Screen
      title={words.title}
      subtitle={list.data ? words.subtitle(pupils.length, list.data.counts.due) : null}
      fill
      actions={<Button onClick={() => go("/ook-elders/nieuw")}>{words.add.open}</Button>}
      aside={
        adding ? (
          <AddPanel onClose={close} onAdded={(pupil) => go(`/ook-elders/${pupil}`)} />
        ) : opened ? (
          <CasePanel key={opened} id={opened} onClose={close} />
        ) : null
      }
    >
      <Tabs label={words.title} tabs={words.tabs} current={words.tabs[0].path} />
      <ProblemMessage
        problem={list.error}
        actions={<Button onClick={() => void list.refetch()}>{nl.shared.again}</Button>}
      />
      {list.isPending ? <Busy what={words.loading} /> : null}
      {list.data && pupils.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          actions={
            <>
              <Button kind="primary" onClick={() => go("/ook-elders/lijst")}>
                {words.empty.read}
              </Button>
              <Button onClick={() => go("/discimus/koppeling")}>{words.empty.link}</Button>
            </>
          }
        >
          {words.empty.text}
        </EmptyState>
      ) : null}
      {pupils.length > 0 ? (
        <>
          <Filters
            pupils={pupils}
            filter={filter}
            onFilter={setFilter}
            text={text}
            onText={setText}
            searchRef={search}
            onDown={() => table.current?.querySelector<HTMLElement>("[role=grid]")?.focus()}
          />
          <div className="pupils-table" ref={table}>
            <Table
              label={words.list}
              rows={shown}
              columns={all}
              rowKey={key}
              opened={opened}
              onOpen={(pupil) => go(`/ook-elders/${pupil.pupil}`)}
              onType={type}
              sort={sort}
              onSort={setSort}
              measured
              rowHeight={72}
              empty={<Pill>{words.empty.filtered}</Pill>}
            />
          </div>
          <Legend />
        </>
      ) : null}
      {list.data && list.data.gone.length > 0 ? <Gone cases={list.data.gone} /> : null}
    </Screen>
  );
}
