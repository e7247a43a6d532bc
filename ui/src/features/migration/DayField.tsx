/** A day typed as people here write it: 21/11/2026. */
import { useState } from "react";
import { Field } from "../../shared";
import { date as shown } from "../../shared/format";
import { nl } from "../../texts/nl";

/** `21/11/2026`, `21-11-2026` or `21.11.2026` → `2026-11-21`; null when there is no such day. */
export function parseDay(text: string): string | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day || year < 1900) return null;
  return real.toISOString().slice(0, 10);
}

/** The field; asks only for days that exist. */
export function DayField(props: { label: string; value: string; onChange: (day: string) => void }) {
  const { label, value, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parseDay(typed) === null;
  return (
    <Field
      label={label}
      value={typed ?? shown(value)}
      placeholder={nl.migration.numbers.dayPlaceholder}
      inputMode="numeric"
      maxLength={10}
      error={wrong && (typed?.length ?? 0) >= 10 ? nl.migration.numbers.dayWrong : undefined}
      onChange={(text) => {
        setTyped(text);
        const day = parseDay(text);
        if (day) onChange(day);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
