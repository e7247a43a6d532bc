/** A day typed as people here write it: 21/11/2026. */
import { type ReactNode, useState } from "react";
import { nl } from "../texts/nl";
import { Field } from "./Field";
import { date as shown } from "./format";

/** `21/11/2026`, `21-11-2026` or `21.11.2026` → `2026-11-21`; null when there is no such day. */
export function parseDay(text: string): string | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day || year < 1900) return null;
  return real.toISOString().slice(0, 10);
}

/** The field; asks only for days that exist. An emptied one is told only when it may be empty. */
export function DayField(props: {
  label: string;
  value: string;
  onChange: (day: string) => void;
  hint?: ReactNode;
  /** What is wrong with a day that does exist. */
  error?: ReactNode;
  /** No day is an answer too. */
  optional?: boolean;
}) {
  const { label, value, onChange, hint, error, optional } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parseDay(typed) === null;
  return (
    <Field
      label={label}
      value={typed ?? shown(value)}
      placeholder={nl.shared.dayPlaceholder}
      hint={hint}
      inputMode="numeric"
      maxLength={10}
      error={wrong && (typed?.length ?? 0) >= 10 ? nl.shared.dayWrong : error}
      onChange={(text) => {
        setTyped(text);
        const day = optional && text.trim() === "" ? "" : parseDay(text);
        if (day !== null) onChange(day);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
