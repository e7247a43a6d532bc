/** The table of other schools by hand: looked up, added, changed, taken away. */
import { useRef, useState } from "react";
import type { School } from "../../../backend/generated/School";
import { useRead } from "../../../backend/queries";
import {
  Busy,
  Button,
  type Column,
  EmptyState,
  Field,
  ProblemMessage,
  Screen,
  Table,
  Tabs,
} from "../../../shared";
import { nl } from "../../../texts/nl";
import { SchoolPanel } from "./SchoolPanel";

const words = nl.overlapLists.byHand;
const NONE: readonly School[] = [];
const COLUMNS: Column<School>[] = [
  {
    key: "number",
    header: words.number,
    width: "110px",
    render: (one) => <span className="nums">{one.number}</span>,
  },
  {
    key: "name",
    header: words.name,
    width: "minmax(200px, 2fr)",
    render: (one) => <span className="strong">{one.name}</span>,
  },
  {
    key: "municipality",
    header: words.municipality,
    width: "minmax(120px, 1fr)",
    render: (one) => one.municipality,
  },
  {
    key: "kind",
    header: words.kind,
    width: "minmax(120px, 1fr)",
    render: (one) => (one.kind ? nl.calendar.school.kinds[one.kind] : ""),
  },
  {
    key: "phone",
    header: words.phone,
    width: "130px",
    render: (one) => <span className="nums">{one.phone}</span>,
  },
];

/** The part of the screen. */
export function SchoolsScreen() {
  const [text, setText] = useState("");
  const [open, setOpen] = useState<School | "new" | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const answer = useRead("overlaps", { on: null, pupil: null, school: text });
  const schools = answer.data?.schools ?? NONE;
  const known = answer.data?.known_schools ?? 0;
  const add = <Button onClick={() => setOpen("new")}>{words.add}</Button>;
  return (
    <Screen
      fill
      title={nl.overlaps.title}
      subtitle={answer.data ? words.subtitle(known) : null}
      actions={add}
      aside={
        open ? (
          <SchoolPanel
            key={open === "new" ? "" : JSON.stringify(open)}
            was={open === "new" ? null : open}
            onClose={() => setOpen(null)}
          />
        ) : null
      }
    >
      <Tabs label={nl.overlaps.title} tabs={nl.overlaps.tabs} current={nl.overlaps.tabs[3].path} />
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {answer.data && known === 0 ? (
        <EmptyState title={words.empty} actions={add}>
          {words.emptyText}
        </EmptyState>
      ) : null}
      {known > 0 ? (
        <>
          <Field
            ref={search}
            className="short"
            label={words.search}
            value={text}
            maxLength={100}
            onChange={setText}
          />
          <div className="pupils-table">
            <Table
              label={words.list}
              rows={schools}
              columns={COLUMNS}
              rowKey={(one) => one.number}
              opened={open && open !== "new" ? open.number : null}
              onOpen={setOpen}
              onType={(letter) => {
                setText((now) => now + letter);
                search.current?.focus();
              }}
              empty={<span className="soft">{words.none}</span>}
            />
          </div>
          {schools.length < known && text === "" ? (
            <p className="hint">{words.more(schools.length, known)}</p>
          ) : null}
        </>
      ) : null}
    </Screen>
  );
}
