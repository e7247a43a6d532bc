import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../styles/tokens.css"), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

function tokens(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name, value]) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

// Text on what lies under it: 4.5; borders of fields, bars and focus: 3 (WCAG 2.2 AA).
const TEXT: [string, string][] = [
  ["ink", "page"],
  ["ink", "surface"],
  ["ink", "surface-sunk"],
  ["ink", "accent-soft"],
  ["ink", "warn-soft"],
  ["ink", "bad-soft"],
  ["ink-soft", "page"],
  ["ink-soft", "surface"],
  ["ink-soft", "surface-sunk"],
  ["ink-soft", "surface-hover"],
  ["ink-soft", "accent-soft"],
  ["ink-faint", "surface"],
  ["ink-faint", "quiet-soft"],
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
  ["accent-text", "surface"],
  ["accent-text", "accent-soft"],
  ["good-text", "good-soft"],
  ["good-text", "surface"],
  ["warn-text", "warn-soft"],
  ["warn-text", "surface"],
  ["bad-text", "bad-soft"],
  ["bad-text", "surface"],
  ["quiet-text", "quiet-soft"],
  ...["code-z", "code-r", "code-p", "bad-text", "warn-text", "ink-soft"].flatMap((code) =>
    ["surface", "accent-soft", "surface-hover", "quiet-soft"].map((under): [string, string] => [
      code,
      under,
    ]),
  ),
  ["nav-ink", "nav"],
  ["nav-ink", "nav-hover"],
  ["nav-ink-soft", "nav"],
];
const SHAPES: [string, string][] = [
  ["line-strong", "surface"],
  ["line-strong", "page"],
  ["focus", "surface"],
  ["focus", "page"],
  ["accent", "surface"],
  ["good", "surface"],
  ["warn", "surface"],
  ["bad", "surface"],
];

describe.each([
  ["light", tokens(light)],
  ["dark", { ...tokens(light), ...tokens(dark) }],
])("colours in the %s theme", (_, colours) => {
  it.each(TEXT)("%s is readable on %s", (front, back) => {
    expect(ratio(colours[front] ?? "", colours[back] ?? "")).toBeGreaterThanOrEqual(4.5);
  });
  it.each(SHAPES)("%s is visible on %s", (front, back) => {
    expect(ratio(colours[front] ?? "", colours[back] ?? "")).toBeGreaterThanOrEqual(3);
  });
});
