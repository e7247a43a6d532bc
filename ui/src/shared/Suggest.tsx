import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { nl } from "../texts/nl";
import { fold } from "./format";

/** Something to choose; what is typed may be something else. */
export interface Suggestion {
  value: string;
  /** Beside the value; searched too. */
  label?: string;
}

/** How many are shown at once. */
const SHOWN = 8;

/** A line to type in with what could be meant below it: ↓ and Enter take one, anything else stays. */
export function Suggest(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly Suggestion[];
  /** Instead of only the value: what is chosen may fill other fields. */
  onTake?: (taken: Suggestion) => void;
  hint?: ReactNode;
  error?: ReactNode;
  maxLength?: number;
  inputMode?: "numeric";
  name?: string;
  className?: string;
}) {
  const { label, value, onChange, suggestions, hint, error } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = open ? matching(suggestions, value) : [];
  const current = active < found.length ? active : -1;

  const take = (taken: Suggestion | undefined) => {
    if (!taken) return;
    if (props.onTake) props.onTake(taken);
    else onChange(taken.value);
    setOpen(false);
    setActive(-1);
    input.current?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const list = matching(suggestions, value);
      if (list.length === 0) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      setOpen(true);
      setActive(open ? (current + step + list.length) % list.length : 0);
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      take(found[current]);
    } else if (event.key === "Escape" && found.length > 0) {
      event.preventDefault();
      setOpen(false);
    }
  };

  return (
    <div className={`field suggest ${props.className ?? ""}`}>
      <label htmlFor={id} className="label">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        className="input"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
        aria-autocomplete="list"
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-about` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={props.maxLength ?? 200}
        inputMode={props.inputMode}
        name={props.name}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={keyDown}
      />
      {found.length > 0 ? (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={nl.shared.suggestions(label)}
          className="suggest-list"
        >
          {found.map((one, index) => (
            <div
              key={`${one.value} ${one.label ?? ""}`}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              className="suggest-option"
              // Before the field loses the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                take(one);
              }}
            >
              <span className="nums">{one.value}</span>
              {one.label ? <span className="soft cut">{one.label}</span> : null}
            </div>
          ))}
        </div>
      ) : null}
      {error || hint ? (
        <div id={`${id}-about`} className={error ? "field-error" : "hint"}>
          {error ? <span aria-hidden="true">▲ </span> : null}
          {error ?? hint}
        </div>
      ) : null}
    </div>
  );
}

/** What could be meant: first what begins so, then what has every word somewhere. */
export function matching(suggestions: readonly Suggestion[], typed: string): Suggestion[] {
  const text = fold(typed.trim());
  if (text === "") return suggestions.slice(0, SHOWN);
  const words = text.split(/\s+/);
  const first: Suggestion[] = [];
  const later: Suggestion[] = [];
  for (const one of suggestions) {
    const value = fold(one.value);
    if (value === text && !one.label) continue;
    if (value.startsWith(text)) first.push(one);
    else if (later.length < SHOWN) {
      const all = fold(`${one.value} ${one.label ?? ""}`);
      if (words.every((word) => all.includes(word))) later.push(one);
    }
    if (first.length === SHOWN) break;
  }
  return [...first, ...later].slice(0, SHOWN);
}
