import { describe, expect, it } from "vitest";
import { byName, count, date, decimal, fold, longDate, number, size, whenShort } from "./format";

describe("dates and numbers as in Flanders", () => {
  it("writes thousands with a point and decimals with a comma", () => {
    expect(number(1180)).toBe("1.180");
    expect(number(12)).toBe("12");
    expect(decimal(0.339)).toBe("0,339");
    expect(count(1, "leerling", "leerlingen")).toBe("1 leerling");
    expect(count(1180, "leerling", "leerlingen")).toBe("1.180 leerlingen");
  });
  it("writes the day first", () => {
    expect(date("2017-03-12")).toBe("12/03/2017");
    expect(date("")).toBe("");
    expect(date("onleesbaar")).toBe("onleesbaar");
    expect(longDate("2026-11-01")).toBe("1 november 2026");
  });
  it("keeps the clock of the place where it was written", () => {
    expect(whenShort("2026-11-21T08:41:00+01:00", "2026-11-21")).toBe("vandaag 08:41");
    expect(whenShort("2026-02-28T23:59:00+01:00", "2026-03-01")).toBe("gisteren 23:59");
    expect(whenShort("2026-11-19T08:41:00+01:00", "2026-11-21")).toBe("19/11/2026");
  });
  it("shows sizes in words", () => {
    expect(size(4_812_800)).toBe("4,8 MB");
    expect(size(312)).toBe("1 kB");
  });
  it("finds names without their accents", () => {
    for (const [name, typed] of [
      ["Crèvecœur", "crevecoeur"],
      ["Nguyễn", "nguyen"],
      ["Šimić", "simic"],
      ["Đorđević", "dordevic"],
      ["Łukasz", "lukasz"],
    ] as const) {
      expect(fold(name)).toBe(typed);
    }
  });
  it("orders class codes as numbers", () => {
    expect(["10A", "2B", "1C"].sort(byName)).toEqual(["1C", "2B", "10A"]);
  });
});
