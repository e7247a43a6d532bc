import type { ReactNode } from "react";

/** What a colour says; never without a sign or a word beside it. */
export type Tone = "good" | "warn" | "bad" | "info" | "quiet";

const SIGNS: Record<Tone, string> = { good: "✓", warn: "●", bad: "▲", info: "", quiet: "" };

/** A status in a word, with its sign. */
export function Pill({
  tone = "quiet",
  children,
  title,
}: {
  tone?: Tone;
  children: ReactNode;
  title?: string;
}) {
  const sign = SIGNS[tone];
  return (
    <span className={`pill ${tone}`} title={title}>
      {sign ? <span aria-hidden="true">{sign} </span> : null}
      {children}
    </span>
  );
}
