import { describe, expect, it } from "vitest";
import { axisOf, lengthOf, months, span, yearOf } from "./axis";

const axis = { from: "2026-07-01", until: "2027-08-31" };

describe("the axis of the picture", () => {
  it("begins with the summer before the school year, which begins on 1 September", () => {
    expect(yearOf("2026-08-31")).toBe(2025);
    expect(yearOf("2026-09-01")).toBe(2026);
    expect(axisOf("2026-11-21", [])).toEqual(axis);
    expect(lengthOf(axis)).toBe(427);
  });

  it("draws a period as far as it lies on it, and nothing of one outside", () => {
    expect(span(axis, { from: "2026-07-01", until: "2026-07-01" })).toEqual({ x: 0, width: 1 });
    expect(span(axis, { from: "2025-09-01", until: "2026-07-10" })).toEqual({ x: 0, width: 10 });
    expect(span(axis, { from: "2027-08-31", until: null })).toEqual({ x: 426, width: 1 });
    expect(span(axis, { from: "2025-09-01", until: "2026-06-30" })).toBeNull();
    expect(span(axis, { from: "2027-09-01", until: null })).toBeNull();
  });

  it("has a line for each month after the first", () => {
    expect(months(axis).map(({ month }) => month)).toEqual([
      8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });
});
