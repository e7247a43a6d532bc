import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import type { Overview } from "../../backend/generated/Overview";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { byCode, byWeek, byWeekday, counted, share, top } from "./figures";

const overview: Overview = {
  year: "2026-2027",
  weeks: [
    { monday: "2026-09-07", half_days: 200, marks: { Z: 8, B: 2, L: 5 } },
    { monday: "2026-09-14", half_days: 180, marks: { Z: 3, "?": 1 } },
  ],
  weekdays: [
    { weekday: 0, half: "VM", half_days: 40, marks: { Z: 4 } },
    { weekday: 2, half: "NM", half_days: 0, marks: {} },
  ],
};

describe("the figures", () => {
  it("count late arrivals as presence", () => {
    expect(counted({ Z: 8, B: 2, L: 5 }, "")).toBe(10);
    expect(counted({ Z: 8, L: 5 }, "L")).toBe(5);
  });

  it("hold each number against its own half days of lessons", () => {
    expect(byWeek(overview, "").map(share)).toEqual([0.05, 4 / 180]);
    expect(byWeekday(overview, "")).toEqual([
      { key: "0 VM", label: "maandag VM", marks: 4, of: 40 },
    ]);
    expect(byCode(overview).map((one) => [one.key, one.marks, one.of])).toEqual([
      ["B", 2, 380],
      ["Z", 11, 380],
      ["?", 1, 380],
      ["L", 5, 380],
    ]);
    expect(share({ marks: 0, of: 0 })).toBe(0);
  });

  it("fit under the top of the axis", () => {
    expect(top(byWeek(overview, ""))).toBe(0.05);
    expect(top([{ key: "", label: "", marks: 9, of: 10 }])).toBe(1);
    expect(top([])).toBe(0.01);
  });
});

describe("Cijfers", () => {
  it("puts the readable numbers beside each picture, also of one code in one class", async () => {
    const { user, backend } = open("/cijfers", newWorld(60), {
      attendance_overview: () => overview,
    });
    const weeks = await screen.findByRole("region", { name: "Door het jaar" });
    expect(within(weeks).getByRole("img", { name: "Aandeel per week" })).toBeTruthy();
    const row = () =>
      within(within(weeks).getByRole("row", { name: /07\/09\/2026/ }))
        .getAllByRole("cell")
        .map((cell) => cell.textContent);
    expect(row()).toEqual(["10", "200", "5 %"]);
    expect(await faults()).toEqual([]);
    await user.selectOptions(screen.getByRole("combobox", { name: "Wat wordt geteld" }), "B");
    expect(row()).toEqual(["2", "200", "1 %"]);
    await user.selectOptions(screen.getByRole("combobox", { name: "Klas" }), "1A");
    await screen.findByText(/^Klas 1A, schooljaar/);
    expect(backend.calls.at(-1)?.request).toEqual({ class: "1A", year: null });
  });

  it("teaches what will come here at the beginning of the year", async () => {
    open("/cijfers", newWorld(5), {
      attendance_overview: () => ({ year: "2026-2027", weeks: [], weekdays: [] }),
    });
    expect(await screen.findByRole("heading", { name: "Nog geen cijfers" })).toBeTruthy();
  });
});
