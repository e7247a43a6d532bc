import { describe, expect, it } from "vitest";
import { type Key, MAX_LENGTH, MAX_SCANS_PER_SECOND, type Outcome, Wedge } from "./wedge";

const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  code: "",
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

function type(wedge: Wedge, text: string, end = "Enter", now = 0): Outcome {
  for (const letter of text) wedge.press(key(letter), now);
  return wedge.press(key(end), now);
}

describe("the scan field", () => {
  it("takes a number ended by Enter or by Tab", () => {
    const wedge = new Wedge();
    expect(type(wedge, "0000700183")).toEqual({ kind: "scan", code: "0000700183" });
    expect(type(wedge, "7K3M9QX2AB-4", "Tab")).toEqual({ kind: "scan", code: "7K3M9QX2AB-4" });
    expect(wedge.text).toBe("");
  });

  it("folds letters to capitals", () => {
    expect(type(new Wedge(), "abc-1")).toEqual({ kind: "scan", code: "ABC-1" });
  });

  it("reads an American scanner on an AZERTY keyboard by its physical keys", () => {
    const wedge = new Wedge();
    const azerty: [string, string][] = [
      ["&", "Digit1"],
      ["é", "Digit2"],
      ["a", "KeyQ"],
      [")", "Minus"],
      ["à", "Digit0"],
    ];
    for (const [name, code] of azerty) wedge.press(key(name, { code }), 0);
    expect(wedge.press(key("Enter"), 0)).toEqual({ kind: "scan", code: "12Q-0" });
  });

  it("keeps digits that a Belgian scanner types with Shift", () => {
    const wedge = new Wedge();
    wedge.press(key("1", { code: "Digit1", shiftKey: true }), 0);
    wedge.press(key("a", { code: "KeyQ" }), 0);
    expect(wedge.press(key("Enter"), 0)).toEqual({ kind: "scan", code: "1A" });
  });

  it("drops combinations with Ctrl, Alt and Meta, which a hostile code may hold", () => {
    const wedge = new Wedge();
    wedge.press(key("1"), 0);
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
      expect(wedge.press(key("z", more), 0)).toEqual({ kind: "typing", text: "1" });
      expect(wedge.press(key("k", more), 0)).toEqual({ kind: "typing", text: "1" });
    }
    expect(wedge.press(key("Enter"), 0)).toEqual({ kind: "scan", code: "1" });
  });

  it("lets Ctrl K and Tab through only while nothing is typed", () => {
    const wedge = new Wedge();
    expect(wedge.press(key("k", { ctrlKey: true }), 0).kind).toBe("passed");
    expect(wedge.press(key("Tab"), 0).kind).toBe("passed");
    expect(wedge.press(key("z", { ctrlKey: true }), 0).kind).toBe("typing");
    expect(wedge.press(key("Enter"), 0)).toEqual({ kind: "typing", text: "" });
  });

  it("refuses what is longer than 32 characters, also when it is much longer", () => {
    const wedge = new Wedge();
    expect(type(wedge, "1".repeat(MAX_LENGTH))).toEqual({
      kind: "scan",
      code: "1".repeat(MAX_LENGTH),
    });
    expect(type(wedge, "1".repeat(MAX_LENGTH + 1))).toEqual({ kind: "refused", why: "too_long" });
    expect(type(wedge, "1".repeat(100_000))).toEqual({ kind: "refused", why: "too_long" });
  });

  it("refuses a code with other characters instead of reading a part of it", () => {
    for (const hostile of ["<img>", "12\u202e34", "A B", "../..", "%!PS", "^XA", "\u0000"]) {
      expect(type(new Wedge(), hostile)).toEqual({ kind: "refused", why: "strange" });
    }
  });

  it("takes at most 20 scans within one second", () => {
    const wedge = new Wedge();
    for (let at = 0; at < MAX_SCANS_PER_SECOND; at += 1) {
      expect(type(wedge, "1", "Enter", at).kind).toBe("scan");
    }
    expect(type(wedge, "1", "Enter", 500)).toEqual({ kind: "refused", why: "too_fast" });
    expect(type(wedge, "1", "Enter", 1200).kind).toBe("scan");
  });

  it("takes a pasted code without its spaces at the ends", () => {
    const wedge = new Wedge();
    expect(wedge.paste(" 0000700183\n")).toEqual({ kind: "typing", text: "0000700183" });
  });

  it("mends with Backspace and empties with Escape", () => {
    const wedge = new Wedge();
    wedge.press(key("1"), 0);
    wedge.press(key("2"), 0);
    expect(wedge.press(key("Backspace"), 0)).toEqual({ kind: "typing", text: "1" });
    expect(wedge.press(key("Escape"), 0)).toEqual({ kind: "typing", text: "" });
    expect(wedge.press(key("Escape"), 0).kind).toBe("passed");
  });
});
