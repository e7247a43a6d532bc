import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { useRead } from "../../backend/queries";
import {
  Busy,
  Button,
  EmptyState,
  Key,
  ProblemMessage,
  Screen,
  type Sort,
  Table,
} from "../../shared";
import { setCards, wantCards } from "../../shared/cardSelection";
import { number } from "../../shared/format";
import { setMoving } from "../../shared/moving";
import { nl } from "../../texts/nl";
import { columns } from "./columns";
import { ExportPanel } from "./ExportPanel";
import { Filters } from "./Filters";
import { COMPARE, type Filter, filtered, NO_FILTER } from "./filter";
import { NewPupilPanel } from "./NewPupilPanel";
import { PupilPanel } from "./PupilPanel";

const NOBODY: readonly PupilRow[] = [];
const id = (row: PupilRow) => row.id;

/**
 * Everybody in the register. `place`: empty, an id, `nieuw`, or `klas/4B`. `doubles`: pairs who could
 * be one child.
 */
export function PupilsScreen({ place, doubles }: { place: string; doubles: number }) {
  const words = nl.pupils;
  const [, go] = useLocation();
  const list = useRead("pupils_list", {});
  const rows = list.data?.rows ?? NOBODY;
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [sort, setSort] = useState<Sort | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [exporting, setExporting] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);

  const wantedClass = /^klas\/(.+)$/.exec(place)?.[1];
  useEffect(() => {
    if (wantedClass) setFilter({ ...NO_FILTER, class: decodeURIComponent(wantedClass) });
  }, [wantedClass]);

  const shown = useMemo(() => {
    const some = filtered(rows, filter);
    const compare = sort ? COMPARE[sort.key] : undefined;
    if (compare) some.sort((a, b) => (sort?.down ? -compare(a, b) : compare(a, b)));
    return some;
  }, [rows, filter, sort]);

  // Only who still exists stays selected.
  const chosen = useMemo(() => {
    const known = new Set(rows.map(id));
    return new Set([...selected].filter((one) => known.has(one)));
  }, [rows, selected]);

  const creating = place === "nieuw";
  const opened = place && !creating && !wantedClass ? place : null;
  const close = useCallback(() => go("/leerlingen"), [go]);
  const open = useCallback(
    (row: PupilRow) => {
      setExporting(false);
      go(`/leerlingen/${row.id}`);
    },
    [go],
  );
  const type = useCallback((letter: string) => {
    setFilter((now) => ({ ...now, text: now.text + letter }));
    search.current?.focus();
  }, []);

  let aside = null;
  if (exporting) {
    aside = (
      <ExportPanel
        all={rows.length}
        shown={shown.map(id)}
        selected={shown.filter((row) => chosen.has(row.id)).map(id)}
        onClose={() => setExporting(false)}
      />
    );
  } else if (creating) {
    aside = <NewPupilPanel onClose={close} onMade={(made) => go(`/leerlingen/${made}`)} />;
  } else if (opened) {
    aside = <PupilPanel key={opened} id={opened} onClose={close} />;
  }

  const all = useMemo(() => columns(aside !== null), [aside]);

  return (
    <Screen
      fill
      title={words.title}
      subtitle={
        list.data
          ? chosen.size > 0
            ? words.selected(number(chosen.size))
            : shown.length === rows.length
              ? words.count(number(rows.length), rows.length === 1)
              : words.shown(number(shown.length), number(rows.length))
          : null
      }
      actions={
        <>
          {chosen.size > 0 ? (
            <Button kind="quiet" onClick={() => setSelected(new Set())}>
              {words.clearSelection}
            </Button>
          ) : null}
          {chosen.size > 0 ? (
            <Button
              onClick={() => {
                setCards(shown.filter((row) => chosen.has(row.id)).map(id));
                wantCards("pupils");
                go("/barcodes");
              }}
            >
              {nl.cards.toCards}
            </Button>
          ) : null}
          {chosen.size > 0 ? (
            <Button
              onClick={() => {
                setMoving(shown.filter((row) => chosen.has(row.id)).map(id));
                go("/inschrijven/verplaatsen");
              }}
            >
              {nl.enrolmentFile.moving.pupilsButton}
            </Button>
          ) : null}
          {chosen.size === 0 ? (
            <Button kind="quiet" onClick={() => go("/leerlingen/dubbel")}>
              {nl.merges.doubles.button(doubles)}
            </Button>
          ) : null}
          <Button
            disabled={rows.length === 0}
            onClick={() => {
              close();
              setExporting(true);
            }}
          >
            {words.export}
          </Button>
          <Button
            onClick={() => {
              setExporting(false);
              go("/leerlingen/nieuw");
            }}
          >
            {words.newPupil}
          </Button>
          <Button kind="primary" onClick={() => go("/inschrijven")}>
            {nl.enrol.title} <Key>Ctrl I</Key>
          </Button>
        </>
      }
      aside={aside}
    >
      <ProblemMessage
        problem={list.error}
        actions={<Button onClick={() => void list.refetch()}>{nl.shared.again}</Button>}
      />
      {list.isPending ? <Busy what={words.loading} /> : null}
      {list.data && rows.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          actions={
            <>
              <Button kind="primary" onClick={() => go("/migratie")}>
                {words.empty.import}
              </Button>
              <Button onClick={() => go("/inschrijven")}>{nl.enrol.title}</Button>
              <Button onClick={() => go("/leerlingen/nieuw")}>{words.newPupil}</Button>
            </>
          }
        >
          {words.empty.text}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <>
          <Filters
            rows={rows}
            filter={filter}
            onChange={setFilter}
            searchRef={search}
            onDown={() => table.current?.querySelector<HTMLElement>("[role=grid]")?.focus()}
          />
          <div className="pupils-table" ref={table}>
            <Table
              label={words.title}
              rows={shown}
              columns={all}
              rowKey={id}
              onOpen={open}
              opened={opened}
              selected={chosen}
              onSelect={setSelected}
              sort={sort}
              onSort={setSort}
              onType={type}
              rowHeight={34}
              empty={
                <EmptyState
                  title={words.nothing.title}
                  actions={
                    <Button onClick={() => setFilter(NO_FILTER)}>{words.filters.clear}</Button>
                  }
                >
                  {words.nothing.text}
                </EmptyState>
              }
            />
          </div>
        </>
      ) : null}
    </Screen>
  );
}
