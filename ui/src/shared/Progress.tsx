import { number } from "./format";

/** How far something is. `label` is read out; words beside it say the rest. */
export function Progress({
  label,
  done,
  total,
  tone = "info",
}: {
  label: string;
  done: number;
  total: number;
  tone?: "info" | "good" | "warn" | "bad";
}) {
  return (
    <progress
      className={`progress ${tone}`}
      aria-label={label}
      aria-valuetext={`${number(done)} / ${number(total)}`}
      max={Math.max(total, 1)}
      value={Math.min(done, Math.max(total, 1))}
    />
  );
}
