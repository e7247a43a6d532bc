/**
 * What a keyboard-wedge scanner types, turned into codes (security S39).
 *
 * A scanner is a keyboard: it types the characters and ends with Enter or Tab. Only `0-9 A-Z -`
 * are taken, at most 32 of them; control characters and combinations with Ctrl, Alt or Meta are
 * dropped; more than 20 scans a second are dropped, since no person scans that fast.
 *
 * Belgian laptops have an AZERTY layout while scanners leave the factory as American keyboards:
 * the digits then arrive as `&é"'(§è!çà`. The physical key tells which digit was meant, and a code
 * that holds such a character is read wholly by its physical keys.
 */

/** Longest code that is accepted. */
export const MAX_LENGTH = 32;
/** Most scans within one second. */
export const MAX_SCANS_PER_SECOND = 20;

/** The part of a keyboard event that matters. */
export type Key = {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
};

/** What became of a key. */
export type Outcome =
  /** Taken or dropped; the field shows `text`. */
  | { kind: "typing"; text: string }
  /** Enter or Tab after at least one character: a code. */
  | { kind: "scan"; code: string }
  /** The code was not accepted, and why. */
  | { kind: "refused"; why: "too_long" | "too_fast" | "strange" }
  /** Not ours: the key keeps its usual meaning (Tab in an empty field, F1, arrows, Ctrl K). */
  | { kind: "passed" };

const ALLOWED = /^[0-9A-Z-]$/;
const EDITING = new Set([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "PageUp",
  "PageDown",
]);
/** Names of keys (`F1`, `Home`), as opposed to characters. */
const NAMED = /^[A-Z][A-Za-z0-9]+$/;
const HARMLESS = new Set([
  "Shift",
  "CapsLock",
  "NumLock",
  "Control",
  "Alt",
  "AltGraph",
  "Meta",
  "Dead",
  "Process",
]);

/** The character that the physical key has on an American keyboard, or `undefined`. */
function americanKey(code: string, shift: boolean): string | undefined {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code);
  if (digit) return shift && code.startsWith("Digit") ? undefined : digit[1];
  const letter = /^Key([A-Z])$/.exec(code);
  if (letter) return letter[1];
  return code === "Minus" || code === "NumpadSubtract" ? "-" : undefined;
}

/** Collects keys until a code is complete. One for the screen, kept outside rendering. */
export class Wedge {
  private shown: string[] = [];
  private physical: (string | undefined)[] = [];
  private american = false;
  private strange = false;
  private long = false;
  private scans: number[] = [];

  /** What stands in the field. */
  get text(): string {
    return this.read();
  }

  /** One key at time `now` in milliseconds. */
  press(key: Key, now: number): Outcome {
    if (key.key === "Enter" || key.key === "Tab") return this.end(key.key, now);
    if (key.ctrlKey || key.altKey || key.metaKey) {
      const search =
        key.key.toLowerCase() === "k" && key.ctrlKey && !key.altKey && this.shown.length === 0;
      return search ? { kind: "passed" } : this.typing();
    }
    if (key.key === "Backspace") {
      this.shown.pop();
      this.physical.pop();
      if (this.shown.length === 0) this.clear();
      return this.typing();
    }
    if (key.key === "Escape") {
      if (this.shown.length === 0 && !this.strange) return { kind: "passed" };
      this.clear();
      return this.typing();
    }
    if (HARMLESS.has(key.key)) return this.typing();
    if (NAMED.test(key.key)) {
      const ours = EDITING.has(key.key) && this.shown.length > 0;
      return ours ? this.typing() : { kind: "passed" };
    }
    this.take(key);
    return this.typing();
  }

  /** A pasted text: cleaned as if it had been typed. */
  paste(text: string): Outcome {
    for (const letter of text.trim().slice(0, MAX_LENGTH + 1)) {
      this.take({
        key: letter,
        code: "",
        shiftKey: false,
        ctrlKey: false,
        altKey: false,
        metaKey: false,
      });
    }
    return this.typing();
  }

  /** Forgets what was typed. */
  clear(): void {
    this.shown = [];
    this.physical = [];
    this.american = false;
    this.strange = false;
    this.long = false;
  }

  private take(key: Key): void {
    const letter = key.key.toUpperCase();
    const byKey = ALLOWED.test(letter) ? letter : undefined;
    const byPlace = americanKey(key.code, key.shiftKey);
    if (byKey === undefined && byPlace === undefined) {
      this.strange = true;
      return;
    }
    if (this.shown.length >= MAX_LENGTH) {
      this.long = true;
      return;
    }
    if (byKey === undefined) this.american = true;
    this.shown.push(byKey ?? (byPlace as string));
    this.physical.push(byPlace);
  }

  private read(): string {
    return this.shown
      .map((letter, at) => (this.american ? (this.physical[at] ?? letter) : letter))
      .join("");
  }

  private typing(): Outcome {
    return { kind: "typing", text: this.read() };
  }

  private end(key: string, now: number): Outcome {
    if (this.shown.length === 0 && !this.strange) {
      return key === "Tab" ? { kind: "passed" } : this.typing();
    }
    const code = this.read();
    const { long, strange } = this;
    this.clear();
    this.scans = this.scans.filter((at) => now - at < 1000);
    if (this.scans.length >= MAX_SCANS_PER_SECOND) return { kind: "refused", why: "too_fast" };
    this.scans.push(now);
    if (long) return { kind: "refused", why: "too_long" };
    if (strange) return { kind: "refused", why: "strange" };
    return { kind: "scan", code };
  }
}
