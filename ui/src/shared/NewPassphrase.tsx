import { nl } from "../texts/nl";
import { Field } from "./Field";
import { Secret } from "./Secret";
import { strength } from "./strength";

/** A new passphrase, twice, with how strong it is. */
export function NewPassphrase({
  value,
  again,
  onChange,
  onAgain,
}: {
  value: string;
  again: string;
  onChange: (value: string) => void;
  onAgain: (value: string) => void;
}) {
  const words = nl.session.passphrase;
  const level = strength(value);
  return (
    <div className="stack">
      <Secret label={words.label} value={value} onChange={onChange} hint={words.hint} />
      <div className="strength">
        <meter
          className={`meter level-${value ? level : 0}`}
          aria-label={words.strength}
          min={0}
          max={4}
          value={value ? level + 1 : 0}
        />
        <span aria-live="polite">{value ? words.levels[level] : ""}</span>
      </div>
      <Field
        label={words.repeat}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={onAgain}
        error={again && again !== value ? words.differs : undefined}
      />
    </div>
  );
}
