import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { calendar } from "../../backend/fake/calendar";
import { newWorld } from "../../backend/fake/world";
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import type { CalendarSaveRequest } from "../../backend/generated/CalendarSaveRequest";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { labelled } from "./Month";
import { switched } from "./Week";
import { moved } from "./Year";

const day = (name: RegExp) => screen.findByRole("button", { name });

describe("the days of the calendar", () => {
  it("are reached with the arrows, the months with Page Up and Page Down", () => {
    expect(moved("2026-11-23", "ArrowRight")).toBe("2026-11-24");
    expect(moved("2026-12-31", "ArrowDown")).toBe("2027-01-07");
    expect(moved("2027-01-31", "PageDown")).toBe("2027-02-28");
    expect(moved("2027-01-01", "PageUp")).toBe("2026-12-01");
    expect(moved("2026-11-25", "Home")).toBe("2026-11-23");
    expect(moved("2026-11-25", "End")).toBe("2026-11-29");
    expect(moved("2026-11-25", "x")).toBeNull();
  });

  it("have one line for days in a row with the same name", () => {
    const drawn = (of: string, labels: string[]) =>
      [of, { day: of, halves: ["lesson", "lesson"], labels }] as const;
    const days = new Map([
      drawn("2026-11-02", ["Herfstvakantie"]),
      drawn("2026-11-03", ["Herfstvakantie"]),
      drawn("2026-11-04", []),
      drawn("2026-11-05", ["Herfstvakantie", "Feest"]),
    ]) as never;
    const all = ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"];
    expect(labelled(all, days)).toEqual([
      { from: "2026-11-02", until: "2026-11-03", label: "Herfstvakantie" },
      { from: "2026-11-05", until: "2026-11-05", label: "Herfstvakantie" },
      { from: "2026-11-05", until: "2026-11-05", label: "Feest" },
    ]);
  });

  it("switch one half day of the week and no other", () => {
    const week = Array.from({ length: 5 }, () => [true, true]) as never;
    const after = switched(week, 2, 1);
    expect(after[2]).toEqual([true, false]);
    expect(switched(after, 2, 1)).toEqual(week);
  });
});

describe("Kalender", () => {
  it("says of each day what its halves are, in words", async () => {
    open("/kalender");
    expect(
      await day(
        /^woensdag 25 november 2026: voormiddag les, namiddag geen les volgens de lesweek$/,
      ),
    ).toBeTruthy();
    expect(await day(/^maandag 2 november 2026: schoolvakantie \(Herfstvakantie\)$/)).toBeTruthy();
    expect(
      screen.getByRole("region", { name: /^september 2026: \d+ halve schooldagen$/ }),
    ).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("makes a half study day by keyboard alone, and takes it back", async () => {
    const { user, backend } = open("/kalender");
    (await day(/^zaterdag 21 november 2026/)).focus();
    await user.keyboard("{ArrowDown}{ArrowLeft}{Enter}");
    expect(await screen.findByRole("heading", { name: "vrijdag 27 november 2026" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Iets toevoegen op deze dag" }));
    await user.click(screen.getByRole("radio", { name: /^Pedagogische studiedag/ }));
    await user.click(screen.getByRole("button", { name: "Bewaren" }));
    expect(screen.getByRole("alert").textContent).toContain("Geef de dag een naam.");
    await user.type(screen.getByRole("textbox", { name: "Naam" }), "Studiedag rekenen");
    await user.selectOptions(screen.getByRole("combobox", { name: "Welk deel van de dag" }), "NM");
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Bewaren" }));
    await day(/^vrijdag 27 november 2026: voormiddag les, namiddag pedagogische studiedag/);
    const request = backend.calls.find((call) => call.name === "calendar_save")?.request;
    expect((request as CalendarSaveRequest).now.special_days).toEqual([
      {
        from: "2026-11-27",
        until: "2026-11-27",
        half: "NM",
        kind: "study_day",
        label: "Studiedag rekenen",
        scope: { of: "school" },
      },
    ]);
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await day(/^vrijdag 27 november 2026: les$/);
  });

  it("shows a half-typed day again after closing the panel, on that day alone", async () => {
    const world = newWorld(20);
    const { user } = open("/kalender", world);
    const add = async (which: RegExp) => {
      await user.click(await day(which));
      await user.click(await screen.findByRole("button", { name: "Iets toevoegen op deze dag" }));
      return screen.findByRole("textbox", { name: "Naam" });
    };
    await user.type(await add(/^vrijdag 27 november 2026/), "Studiedag");
    await user.click(screen.getByRole("button", { name: "Sluiten" }));
    expect(await add(/^donderdag 26 november 2026/)).toHaveProperty("value", "");
    await user.click(screen.getByRole("button", { name: "Sluiten" }));
    await add(/^vrijdag 27 november 2026/);
    await screen.findByText(/Dit formulier was nog niet af/);
    expect(screen.getByRole("textbox", { name: "Naam" })).toHaveProperty("value", "Studiedag");
    await user.click(screen.getByRole("button", { name: "Leeg beginnen" }));
    await waitFor(() => expect(world.school.drafts.size).toBe(0));
  });

  it("shows each remark with the source of its rule", async () => {
    const world = newWorld(5);
    open("/kalender/vrije-dagen", world, {
      calendar: async (_, request) => ({
        ...((await calendar.calendar?.(world, request)) as CalendarAnswer),
        remarks: [
          {
            refuses: false,
            kind: {
              what: "too_many",
              kind: "study_day",
              scope: { of: "class", name: "4B" },
              taken: 5,
              allowed: 3,
            },
            source: { title: "Een omzendbrief", address: "https://voorbeeld.be" },
          },
        ],
      }),
    });
    expect(await screen.findByText("Nog geen eigen dagen")).toBeTruthy();
    expect(
      screen.getByText(/Pedagogische studiedag: 5 halve dagen voor klas 4B, en er mogen er 3\./),
    ).toBeTruthy();
    expect(screen.getByText("Bron: Een omzendbrief · https://voorbeeld.be")).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("takes Wednesday afternoon into the week of the school", async () => {
    const { user, backend } = open("/kalender/schooldagen");
    await user.click(
      await screen.findByRole("checkbox", { name: "Hele school: woensdagnamiddag" }),
    );
    await waitFor(() => {
      const request = backend.calls.find((call) => call.name === "calendar_save")?.request;
      expect((request as CalendarSaveRequest).now.pattern[2]).toEqual([true, true]);
    });
  });

  it("adopts the proposed level of one class, then of all", async () => {
    const { user, backend } = open("/kalender/klassen", newWorld(60));
    const [first] = await screen.findAllByRole("button", { name: /overnemen voor/ });
    await user.click(first as HTMLElement);
    await screen.findByText(/bewaard\.$/);
    await user.click(
      await screen.findByRole("button", { name: /^Alle \d+ voorstellen overnemen$/ }),
    );
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: /overnemen voor/ })).toBeNull(),
    );
    expect(backend.calls.filter((call) => call.name === "calendar_save")).toHaveLength(2);
    const table = screen.getByRole("table");
    expect(within(table).queryByText("nog niet gezegd", { selector: ":checked" })).toBeNull();
    expect(await faults()).toEqual([]);
  });
});
