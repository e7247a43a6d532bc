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

/** What stands in the field; `at` is the day that held when it was typed. */
interface Typed {
  text: string;
  at: string;
}

/**
 * The field; asks only for days that exist. What cannot be read stays, with what holds meanwhile,
 * and nothing is kept before it is mended. An emptied field is told only when it may be empty.
 */
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
  const [kept, setTyped] = useState<Typed | null>(null);
  const [left, setLeft] = useState(false);
  // Another day from elsewhere takes its place.
  const typed = kept?.at === value ? kept.text : null;
  const unread = typed !== null && typed.trim() !== "" && parseDay(typed) === null;
  const told = unread && (left || typed.length >= 10);
  return (
    <Field
      label={label}
      value={typed ?? shown(value)}
      placeholder={nl.shared.dayPlaceholder}
      hint={hint}
      inputMode="numeric"
      maxLength={10}
      data-unread={unread || undefined}
      error={told ? nl.shared.dayWrong(typed.trim(), shown(value), optional === true) : error}
      onChange={(text) => {
        const day = optional && text.trim() === "" ? "" : parseDay(text);
        setTyped({ text, at: day ?? value });
        setLeft(false);
        if (day !== null) onChange(day);
      }}
      onBlur={() => {
        setLeft(true);
        if (!unread) setTyped(null);
      }}
    />
  );
}
