import { useEffect, useRef, useState } from "react";
import { nl } from "../../texts/nl";

/**
 * A field that is edited where it stands: click or Enter to type, Enter or leaving keeps it,
 * Escape leaves everything as it was.
 */
export function EditableField({
  label,
  value,
  typed,
  onSave,
  options,
  error,
  hint,
}: {
  label: string;
  /** As shown. */
  value: string;
  /** As typed; the same as shown unless told otherwise. */
  typed?: string;
  onSave: (now: string) => void;
  /** Present: one of these instead of free text. */
  options?: readonly { value: string; label: string }[];
  error?: string;
  hint?: string;
}) {
  const before = typed ?? value;
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState(before);
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const done = useRef(false);

  useEffect(() => {
    if (!editing) return;
    done.current = false;
    input.current?.focus();
    if (input.current && "select" in input.current) input.current.select?.();
  }, [editing]);

  const stop = (save: boolean, now = text) => {
    if (done.current) return;
    done.current = true;
    setEditing(false);
    if (save && now !== before) onSave(now);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
  };

  return (
    <div className={`editable ${error ? "wrong" : ""}`}>
      <div className="editable-label">{label}</div>
      {editing ? (
        options ? (
          <select
            ref={input}
            className="input"
            aria-label={label}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => stop(true)}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === "Escape") {
                event.preventDefault();
                event.stopPropagation();
                stop(event.key === "Enter");
              }
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            ref={input}
            className="input"
            aria-label={label}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            title={nl.pupils.sheet.hint}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => stop(true)}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === "Escape") {
                event.preventDefault();
                event.stopPropagation();
                stop(event.key === "Enter");
              }
            }}
          />
        )
      ) : (
        <button
          ref={button}
          type="button"
          className="editable-value"
          aria-label={`${nl.pupils.sheet.edit(label)}: ${value || nl.shared.empty}`}
          onClick={() => {
            setText(before);
            setEditing(true);
          }}
        >
          {value || <span className="soft">—</span>}
        </button>
      )}
      {error ? (
        <div className="field-error" role="alert">
          <span aria-hidden="true">▲ </span>
          {error}
        </div>
      ) : editing && hint ? (
        <div className="hint">{hint}</div>
      ) : null}
    </div>
  );
}
