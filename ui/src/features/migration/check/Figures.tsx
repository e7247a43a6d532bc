/** The figures of the check, and which table they open. */
import type { NumbersPlan } from "../../../backend/generated/NumbersPlan";
import { nl } from "../../../texts/nl";
import { openQuestions } from "../store";

const text = nl.migration.numbers;

/** What the table shows. */
export type Tab = "unmatched" | "renumbered" | "missing" | "refused" | "ambiguous";

/** How many rows a table has that ask for something or are there. */
export function count(plan: NumbersPlan, tab: Tab): number {
  return tab === "unmatched" ? openQuestions(plan) : plan[tab].length;
}

/** The four figures of the check; each opens its table. */
export function Figures({
  plan,
  tab,
  onTab,
}: {
  plan: NumbersPlan;
  tab: Tab;
  onTab: (tab: Tab) => void;
}) {
  const open = plan.unmatched.filter((row) => !row.nobody);
  const proposed = open.filter((row) => row.candidates.length > 0).length;
  const formerly = plan.renumbered.filter((row) => row.formerly_of.length > 0).length;
  const refused = new Set(plan.refused.map((remark) => remark.row)).size;
  const cards: { tab: Tab; title: string; figure: number; tone: string; hint: string }[] = [
    {
      tab: "renumbered",
      title: text.cards.renumbered,
      figure: plan.renumbered.length,
      tone: "",
      hint:
        text.cards.formerly(formerly) +
        (plan.unchanged > 0 ? `; ${text.cards.unchangedToo(plan.unchanged)}` : ""),
    },
    {
      tab: "unmatched",
      title: text.cards.unmatched,
      figure: open.length,
      tone: open.length > 0 ? "warn" : "good",
      hint: text.cards.unmatchedHint(proposed, open.length - proposed),
    },
    {
      tab: "missing",
      title: text.cards.missing,
      figure: plan.missing.length,
      tone: plan.missing.length > 0 ? "warn" : "good",
      hint: plan.missing.length > 0 ? text.cards.missingHint : text.cards.missingNone,
    },
    {
      tab: "refused",
      title: text.cards.refused,
      figure: refused,
      tone: refused > 0 ? "bad" : "good",
      hint: refused > 0 ? text.cards.refusedSome : text.cards.refusedHint,
    },
  ];
  return (
    <div className="verdicts four">
      {cards.map((card) => (
        <button
          key={card.tab}
          type="button"
          className={`verdict ${card.tone}`}
          aria-pressed={tab === card.tab}
          onClick={() => onTab(card.tab)}
        >
          <span className="soft">{card.title}</span>
          <span className="figure nums">{nl.migration.number(card.figure)}</span>
          <span className="hint">{card.hint}</span>
        </button>
      ))}
    </div>
  );
}
