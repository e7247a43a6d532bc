import { type KeyboardEvent, useRef, useState } from "react";
import { Field } from "../../shared";
import { nl } from "../../texts/nl";

/** Longest remark at a mark, in characters, as the register keeps it. */
const LIMIT = 500;

/**
 * The remark of a cell. Enter or leaving keeps it with the mark; until then it is a draft. Escape
 * leaves it as it was.
 */
export function NoteField(props: {
  note: string;
  draft: string | undefined;
  /** A remark stands with a code. */
  disabled: boolean;
  onType: (text: string) => void;
  onSave: (text: string) => void;
  onCancel: () => void;
  onLeave: () => void;
}) {
  const { note, draft, disabled, onType, onSave, onCancel, onLeave } = props;
  const words = nl.attendance.detail;
  const text = draft ?? note;
  // Enter leaves the field, which would keep the same remark once more.
  const sent = useRef<string | null>(null);
  const save = () => {
    if (draft === undefined || disabled || sent.current === text) return;
    sent.current = text;
    onSave(text);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      save();
      onLeave();
    } else if (event.key === "Escape") {
      event.preventDefault();
      onCancel();
      onLeave();
    }
  };
  return (
    <Field
      label={draft === undefined ? words.note : `${words.note} · ${words.draft}`}
      className="note-field"
      value={text}
      disabled={disabled && draft === undefined}
      placeholder={disabled ? words.noteHint : undefined}
      maxLength={LIMIT}
      onChange={(typed) => {
        sent.current = null;
        onType(typed);
      }}
      onKeyDown={keyDown}
      onBlur={save}
    />
  );
}

/** `8:51`, `8u51`, `851` → `08:51`; null when it is no time. */
export function parseTime(text: string): string | null {
  const match = /^(\d{1,2})[:.uh]?(\d{2})$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, "0")}:${match[2]}`;
}

/** When somebody who was late arrived. */
export function TimeField(props: {
  time: string;
  onSave: (time: string) => void;
  onLeave: () => void;
}) {
  const words = nl.attendance.detail;
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parseTime(typed) === null;
  const save = () => {
    const time = typed === null ? null : parseTime(typed);
    if (time !== null && time !== props.time) props.onSave(time);
    if (time !== null) setTyped(null);
  };
  return (
    <Field
      label={words.time}
      className="time-field"
      inputMode="numeric"
      value={typed ?? props.time}
      maxLength={5}
      error={wrong && (typed?.length ?? 0) > 3 ? words.timeWrong : undefined}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        if (event.key === "Enter") save();
        else setTyped(null);
        if (event.key === "Escape" || !wrong) props.onLeave();
      }}
    />
  );
}
