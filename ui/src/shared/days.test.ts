import { describe, expect, it } from "vitest";
import { parseDay } from "./DayField";
import {
  addDays,
  dayMonth,
  dayName,
  daysOf,
  isDay,
  mondayOf,
  nextWeekday,
  schoolDay,
  shortDay,
  weekday,
} from "./days";

describe("a typed day", () => {
  it("is read in Belgian order", () => {
    for (const text of ["21/11/2026", "21-11-2026", " 21.11.2026 "])
      expect(parseDay(text)).toBe("2026-11-21");
    expect(parseDay("1/9/2026")).toBe("2026-09-01");
  });

  it("must exist", () => {
    for (const text of ["31/02/2026", "11/21/2026", "2026-11-21", "21/11/26", ""])
      expect(parseDay(text)).toBeNull();
  });
});

describe("days of the calendar", () => {
  it("are counted over months, years and the change of the clock", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  });

  it("know their week", () => {
    expect(weekday("2026-11-23")).toBe(0);
    expect(weekday("2026-11-22")).toBe(6);
    expect(mondayOf("2026-11-22")).toBe("2026-11-16");
    expect(dayName("2026-11-25")).toBe("woensdag 25 november 2026");
  });

  it("fill a month", () => {
    expect(daysOf(2028, 2)).toHaveLength(29);
    expect(daysOf(2027, 6).at(-1)).toBe("2027-06-30");
  });

  it("skip the weekend", () => {
    expect(schoolDay("2026-11-20", 1)).toBe("2026-11-23");
    expect(schoolDay("2026-11-22", -1)).toBe("2026-11-20");
  });

  it("are written short", () => {
    expect(shortDay("2026-11-24")).toBe("di 24");
    expect(dayMonth("2026-11-04")).toBe("04/11");
  });

  it("are told from what is no day", () => {
    expect(isDay("2026-11-24")).toBe(true);
    for (const wrong of ["", "2026-02-30", "24/11/2026", "2026-13-01"]) {
      expect(isDay(wrong)).toBe(false);
    }
  });
});

it("goes on to Monday from a weekend only", () => {
  expect(["2026-11-20", "2026-11-21", "2026-11-22", ""].map(nextWeekday)).toEqual([
    "2026-11-20",
    "2026-11-23",
    "2026-11-23",
    "",
  ]);
});
