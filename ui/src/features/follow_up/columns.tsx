import type { FollowUpRule } from "../../backend/generated/FollowUpRule";
import type { WorkItem } from "../../backend/generated/WorkItem";
import { type Column, Pill, type Tone } from "../../shared";
import { date, number } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.followUp;

/** How pressing a rule is: what the law asks of the school stands out. */
const TONES: Record<FollowUpRule, Tone> = {
  note_too_long: "warn",
  notes_used: "warn",
  open_reason: "quiet",
  problematic: "bad",
  allowance_back: "bad",
  kleuter_compulsory: "bad",
  kleuter_admission: "warn",
};

/** A rule by its name. */
export function RulePill({ rule }: { rule: FollowUpRule }) {
  return <Pill tone={TONES[rule]}>{words.rules[rule].title}</Pill>;
}

export const columns: readonly Column<WorkItem>[] = [
  {
    key: "pupil",
    header: words.columns.pupil,
    width: "minmax(170px, 1.2fr)",
    render: (item) => `${item.last_name} ${item.first_name}`,
  },
  { key: "class", header: words.columns.className, width: "60px", render: (item) => item.class },
  {
    key: "rule",
    header: words.columns.rule,
    width: "216px",
    render: (item) => <RulePill rule={item.finding.rule} />,
  },
  {
    key: "count",
    header: words.columns.count,
    width: "84px",
    align: "right",
    render: (item) => `${number(item.finding.count)} / ${number(item.finding.limit)}`,
  },
  {
    key: "since",
    header: words.columns.since,
    width: "100px",
    render: (item) => (item.finding.since ? date(item.finding.since.day) : "–"),
  },
  {
    key: "step",
    header: words.columns.step,
    width: "minmax(200px, 2fr)",
    render: (item) => words.steps[item.finding.step],
  },
  {
    key: "done",
    header: words.columns.done,
    width: "78px",
    align: "right",
    render: (item) => (item.done.length > 0 ? number(item.done.length) : ""),
  },
];
