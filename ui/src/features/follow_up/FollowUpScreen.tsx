/** Opvolging: who crosses a threshold, what the rule says, and what is done about it. */
import { useMemo, useState } from "react";
import type { FollowUpRule } from "../../backend/generated/FollowUpRule";
import type { WorkItem } from "../../backend/generated/WorkItem";
import { useRead } from "../../backend/queries";
import {
  Busy,
  Button,
  ClassSelect,
  EmptyState,
  Pill,
  ProblemMessage,
  Screen,
  Select,
  Table,
  Tabs,
} from "../../shared";
import { useDrafts } from "../../shared/drafts";
import { byName, count, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { columns } from "./columns";
import { FindingPanel } from "./FindingPanel";
import { Kleuters } from "./Kleuters";
import { MarksToDecide } from "./MarksToDecide";

const words = nl.followUp;
const NOTHING: readonly WorkItem[] = [];
/** Columns that fit beside a panel, which says the rest. */
const BESIDE_PANEL = 4;

/** One item: a pupil and a finding. */
export function itemKey(item: WorkItem): string {
  return `${item.pupil} ${item.finding.key}`;
}

/** The screen. `place`: empty for the list, `codes` for marks to decide on,
 * `kleuters` for the 290 half days. */
export function FollowUpScreen({ place }: { place: string }) {
  const path = `/opvolging/${place}`;
  if (place === "codes" || place === "kleuters") {
    return (
      <Screen title={words.title}>
        <Tabs label={words.title} tabs={words.tabs} current={path} />
        {place === "codes" ? <MarksToDecide /> : <Kleuters />}
      </Screen>
    );
  }
  return <WorklistScreen />;
}

function WorklistScreen() {
  const list = useRead("attendance_worklist", {});
  const items = list.data?.items ?? NOTHING;
  const [rule, setRule] = useState<FollowUpRule | "">("");
  const [name, setName] = useState("");
  const [opened, setOpened] = useState<string | null>(null);
  const shown = useMemo(
    () =>
      items.filter(
        (item) =>
          (rule === "" || item.finding.rule === rule) && (name === "" || item.class === name),
      ),
    [items, rule, name],
  );
  const present = [...new Set(items.map((item) => item.finding.rule))];
  const classes = [...new Set(items.map((item) => item.class))].sort(byName);
  const pupils = new Set(items.map((item) => item.pupil)).size;
  const open = items.find((item) => itemKey(item) === opened);
  const { drafts, keep, forget } = useDrafts("follow_up");
  const begun = items.find((item) => item !== open && drafts[itemKey(item)]);

  return (
    <Screen
      title={words.title}
      subtitle={
        items.length > 0
          ? words.subtitle(number(items.length), count(pupils, "leerling", "leerlingen"))
          : null
      }
      fill
      aside={
        open ? (
          <FindingPanel
            key={itemKey(open)}
            item={open}
            draft={drafts[itemKey(open)] ?? ""}
            onType={(note) => (note ? keep(itemKey(open), note) : forget(itemKey(open)))}
            onDone={() => {
              forget(itemKey(open));
              setOpened(null);
            }}
            onClose={() => setOpened(null)}
          />
        ) : null
      }
      actions={
        items.length > 0 ? (
          <>
            <Select
              hiddenLabel
              label={words.rule}
              value={rule}
              onChange={setRule}
              options={[
                { value: "" as const, label: words.allRules },
                ...present.map((value) => ({ value, label: words.rules[value].title })),
              ]}
            />
            <ClassSelect
              hiddenLabel
              label={words.className}
              value={name}
              onChange={setName}
              classes={classes}
              all={words.allClasses}
            />
          </>
        ) : null
      }
    >
      <Tabs label={words.title} tabs={words.tabs} current={words.tabs[0].path} />
      <ProblemMessage
        problem={list.error}
        actions={<Button onClick={() => void list.refetch()}>{nl.shared.again}</Button>}
      />
      {list.isPending ? <Busy what={words.loading} /> : null}
      {list.data && items.length === 0 ? (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      ) : null}
      {begun ? (
        <div className="notice warn row" role="status">
          <span>{words.begun(`${begun.last_name} ${begun.first_name}`)}</span>
          <Button small onClick={() => setOpened(itemKey(begun))}>
            {words.showBegun}
          </Button>
        </div>
      ) : null}
      {items.length > 0 ? (
        <Table
          label={words.list}
          rows={shown}
          columns={open ? columns.slice(0, BESIDE_PANEL) : columns}
          rowKey={itemKey}
          opened={opened}
          onOpen={(item) => setOpened(itemKey(item))}
          searchText={(item) => item.last_name}
          empty={<Pill>{words.empty.filtered}</Pill>}
        />
      ) : null}
    </Screen>
  );
}
