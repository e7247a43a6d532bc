import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Handlers } from "../../../backend/fake";
import { newWorld, TODAY, type World } from "../../../backend/fake/world";
import type { AttendanceSetRequest } from "../../../backend/generated/AttendanceSetRequest";
import type { Mark } from "../../../backend/generated/Mark";
import { faults } from "../../../test/axe";
import { open } from "../../../test/render";
import { forgetArrivals, halfAt } from "./late";

afterEach(forgetArrivals);

/** A register in which only the scanned pupil may have a mark, the same on both halves. */
function register(world: World, mark: Mark | null = null, there = true): Handlers {
  let now = mark;
  return {
    attendance_week: (_, { class: name }) => ({
      class: name,
      monday: TODAY,
      columns: (["VM", "NM"] as const).map((half) => ({
        at: { day: TODAY, half },
        free: null,
        taken: null,
        due: null,
      })),
      rows: (there ? world.rows.filter((row) => row.class === name) : []).map((row) => ({
        pupil: row.id,
        last_name: row.last_name,
        first_name: row.first_name,
        cells: [0, 1].map(() => ({ mark: now, state: null, not_here: null })),
        allowed: [],
        totals: {},
        findings: [],
      })),
    }),
    attendance_set: (_, { cells }) => {
      now = cells[0]?.now ?? null;
      return { batch: `set-${now?.note ?? ""}`, set: 1, refused: [] };
    },
    undo: () => ({ kind: "attendance", undone: 1, kept: 0 }),
  };
}

async function scan(mark: Mark | null = null, there = true) {
  const world = newWorld(60);
  const pupil = world.rows.find((row) => row.number !== "" && row.class !== "");
  const opened = open("/scannen/te-laat", world, register(world, mark, there));
  await screen.findByLabelText("Scan een barcode");
  await opened.user.keyboard(`${pupil?.number}{Enter}`);
  const sets = () =>
    opened.backend.calls
      .filter((call) => call.name === "attendance_set")
      .map((call) => (call.request as AttendanceSetRequest).cells[0]);
  return { ...opened, pupil, sets };
}

describe("Te laat aan de poort", () => {
  it("sets L with the time of now on this half day, as a change of what stood there", async () => {
    const { pupil, sets } = await scan();
    expect(await screen.findByText(/^Te laat, \d\d:\d\d$/)).toBeTruthy();
    expect(sets()).toEqual([
      {
        pupil: pupil?.id,
        at: { day: TODAY, half: halfAt(new Date()) },
        was: null,
        now: { code: "L", time: expect.stringMatching(/^\d\d:\d\d$/), note: "" },
      },
    ]);
    expect(await faults()).toEqual([]);
  });

  it("takes the place of an absence that was still to be determined", async () => {
    const { sets } = await scan({ code: "?", time: null, note: "mama gebeld" });
    await screen.findByText(/^Te laat, /);
    expect(sets()[0]).toMatchObject({
      was: { code: "?" },
      now: { code: "L", note: "mama gebeld" },
    });
  });

  it("leaves another code alone until somebody says so", async () => {
    const { user, sets } = await scan({ code: "Z", time: null, note: "" });
    await screen.findByText("Hier staat al Z. Er is niets gewijzigd.");
    expect(sets()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Toch te laat zetten" }));
    await screen.findByText(/^Te laat, /);
    expect(sets()[0]).toMatchObject({ was: { code: "Z" }, now: { code: "L" } });
  });

  it("keeps the reason at the mark and goes on scanning", async () => {
    const { user, sets } = await scan();
    await user.type(await screen.findByRole("textbox", { name: "Reden" }), "trein{Enter}");
    await screen.findByText("Reden bewaard.");
    expect(sets()[1]).toMatchObject({ was: { code: "L" }, now: { code: "L", note: "trein" } });
    expect(document.activeElement?.id).toBe("scan-field");
    const list = screen.getByRole("region", { name: "Laatst binnengekomen" });
    expect(within(list).getByText("trein")).toBeTruthy();
  });

  it("keeps a half-typed reason for the register of the class when the program is ended", async () => {
    const { user, backend, pupil } = await scan();
    const { world } = backend;
    await user.type(await screen.findByRole("textbox", { name: "Reden" }), "bus met");
    const form = `attendance/${pupil?.class}`;
    await waitFor(() => expect(world.school.drafts.get(form)).toContain("bus met"), {
      timeout: 3000,
    });
    await user.keyboard(" vertraging{Enter}");
    await screen.findByText("Reden bewaard.");
    await waitFor(() => expect(world.school.drafts.size).toBe(0));
  });

  it("takes back the mark and its reason, newest first", async () => {
    const { user, backend } = await scan();
    await user.type(await screen.findByRole("textbox", { name: "Reden" }), "trein{Enter}");
    await screen.findByText("Reden bewaard.");
    await user.click(screen.getByRole("button", { name: /^Ongedaan maken voor/ }));
    await waitFor(() =>
      expect(
        backend.calls.filter((call) => call.name === "undo").map((call) => call.request),
      ).toEqual([
        { direction: "back", batch: "set-trein" },
        { direction: "back", batch: "set-" },
      ]),
    );
    expect((await screen.findAllByText("Ongedaan gemaakt")).length).toBeGreaterThan(0);
  });

  it("says so when the pupil stands in no register of today", async () => {
    const { sets } = await scan(null, false);
    await screen.findByText(/staat vandaag niet in het register/);
    expect(sets()).toEqual([]);
  });

  it("changes nothing for a code of nobody", async () => {
    const { user, backend } = open("/scannen/te-laat");
    await screen.findByLabelText("Scan een barcode");
    await user.keyboard("999999{Enter}");
    await screen.findByText(/Deze code is van geen leerling/);
    expect(backend.calls.some((call) => call.name === "attendance_set")).toBe(false);
  });
});
