import { Button, Field } from "../../shared";

/** A line to type in, with what was found for it below; each can be taken. */
export function Found<T>(props: {
  label: string;
  hint: string;
  value: string;
  onChange: (text: string) => void;
  found: readonly T[];
  show: (one: T) => string;
  keyOf: (one: T) => string;
  onTake: (one: T) => void;
  /** Said when nothing was found. */
  nothing: string | null;
}) {
  const { label, hint, value, onChange, found, show, keyOf, onTake, nothing } = props;
  return (
    <div className="stack tight">
      <Field label={label} hint={hint} value={value} maxLength={100} onChange={onChange} />
      {found.length > 0 ? (
        <ul className="overlap-found" aria-label={label}>
          {found.slice(0, 8).map((one) => (
            <li key={keyOf(one)}>
              <Button small kind="quiet" onClick={() => onTake(one)}>
                {show(one)}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {nothing ? <p className="hint">{nothing}</p> : null}
    </div>
  );
}
