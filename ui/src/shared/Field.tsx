import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from "react";

// The web view keeps nothing of what is typed (S48).
const NOTHING_KEPT = {
  autoComplete: "off",
  autoCorrect: "off",
  autoCapitalize: "off",
  spellCheck: false,
} as const;

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  /** What is wrong and what to do. */
  error?: ReactNode;
  /** The label is read out and not shown. */
  hiddenLabel?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** A line to type in. */
export function Field({
  label,
  value,
  onChange,
  hint,
  error,
  hiddenLabel,
  className,
  ...rest
}: FieldProps) {
  const id = useId();
  return (
    <div className={`field ${className ?? ""}`}>
      <label htmlFor={id} className={hiddenLabel ? "visually-hidden" : "label"}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-about` : undefined}
        {...NOTHING_KEPT}
        {...rest}
      />
      {error ? (
        <div id={`${id}-about`} className="field-error">
          <span aria-hidden="true">▲ </span>
          {error}
        </div>
      ) : hint ? (
        <div id={`${id}-about`} className="hint">
          {hint}
        </div>
      ) : null}
    </div>
  );
}

/** One out of a list. */
export function Select<V extends string>({
  label,
  value,
  onChange,
  options,
  hiddenLabel,
  hint,
  disabled,
  className,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
  hiddenLabel?: boolean;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
}) {
  const id = useId();
  return (
    <div className={`field ${className ?? ""}`}>
      <label htmlFor={id} className={hiddenLabel ? "visually-hidden" : "label"}>
        {label}
      </label>
      <select
        id={id}
        className="input select"
        value={value}
        disabled={disabled}
        aria-describedby={hint ? `${id}-about` : undefined}
        onChange={(event) => onChange(event.target.value as V)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint ? (
        <div id={`${id}-about`} className="hint">
          {hint}
        </div>
      ) : null}
    </div>
  );
}

/** One out of a few, each with a line of explanation. */
export function Choice<V extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string; hint?: string }[];
}) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className="label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice-option">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            <span className="strong">{option.label}</span>
            {option.hint ? <span className="hint">{option.hint}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
