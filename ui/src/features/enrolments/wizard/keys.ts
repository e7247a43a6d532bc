/** The keyboard of the wizard. Pure but for moving the focus. */
import type { KeyboardEvent } from "react";

/** What a key asks for. */
export type Wish = "next_field" | "next" | "previous" | "aside";

/** What a key means in the form; nothing for keys that belong to the field itself. */
export function wishOf(event: KeyboardEvent): Wish | null {
  if (event.defaultPrevented) return null;
  if (event.key === "F6") return "aside";
  if (event.altKey || event.shiftKey || event.metaKey) return null;
  if (event.key === "PageDown" || (event.key === "Enter" && event.ctrlKey)) return "next";
  if (event.ctrlKey) return null;
  if (event.key === "PageUp") return "previous";
  const field =
    event.target instanceof HTMLSelectElement ||
    (event.target instanceof HTMLInputElement && event.target.type !== "checkbox");
  return event.key === "Enter" && field ? "next_field" : null;
}

const FIELDS = "input:not([disabled]), select:not([disabled])";

/** Fields of a step that can be typed in; those folded away are skipped. */
export function fieldsOf(root: HTMLElement | null): HTMLElement[] {
  if (!root) return [];
  return [...root.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (field) => !field.closest("details:not([open])"),
  );
}

/** Puts the keyboard in the first field that is wrong, or else the first. */
export function focusFirst(root: HTMLElement | null): void {
  const wrong = root?.querySelector<HTMLElement>("[aria-invalid=true]");
  (wrong ?? fieldsOf(root)[0] ?? root?.querySelector<HTMLElement>("button, h2"))?.focus();
}

/** Puts the keyboard in the field after this one; false: this was the last. */
export function focusNext(root: HTMLElement | null, from: EventTarget): boolean {
  const fields = fieldsOf(root);
  const next = fields[fields.indexOf(from as HTMLElement) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
  return next !== undefined;
}
