import { nl } from "../texts/nl";
import { Field } from "./Field";

const words = nl.lock;

/** A PIN typed twice. */
export interface TwoPins {
  pin: string;
  again: string;
}

/** Whether both are the same and long enough; the program has the last word. */
export function pinsFit({ pin, again }: TwoPins): boolean {
  return /^\d{6,32}$/.test(pin) && pin === again;
}

/** A new PIN, typed twice. */
export function NewPin({ value, onChange }: { value: TwoPins; onChange: (now: TwoPins) => void }) {
  const differs = value.again !== "" && !value.pin.startsWith(value.again);
  const field = {
    type: "password",
    inputMode: "numeric",
    autoComplete: "new-password",
    maxLength: 32,
  } as const;
  return (
    <div className="start-pair">
      <Field
        {...field}
        label={words.newPin}
        hint={words.hint}
        value={value.pin}
        onChange={(pin) => onChange({ ...value, pin })}
      />
      <Field
        {...field}
        label={words.again}
        error={differs ? words.differs : undefined}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
      />
    </div>
  );
}
