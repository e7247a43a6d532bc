import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import type { AttendanceSetRequest } from "../../backend/generated/AttendanceSetRequest";
import type { WorkMark } from "../../backend/generated/WorkMark";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

const mark = (change: Partial<WorkMark>): WorkMark => ({
  pupil: "p1",
  last_name: "Maes",
  first_name: "Lotte",
  class: "4B",
  at: { day: "2026-11-10", half: "VM" },
  code: "?",
  free: null,
  not_here: null,
  ...change,
});

function world(stray: WorkMark[], proposed_b: WorkMark[]) {
  return open("/opvolging/codes", newWorld(5), {
    attendance_worklist: () => ({ items: [], stray, proposed_b, kleuters: [] }),
    attendance_week: () => ({
      class: "4B",
      monday: "2026-11-09",
      columns: [
        { at: { day: "2026-11-10", half: "VM" }, free: null, taken: null, due: null },
        { at: { day: "2026-11-10", half: "NM" }, free: null, taken: null, due: null },
      ],
      rows: [
        {
          pupil: "p1",
          last_name: "Maes",
          first_name: "Lotte",
          cells: [
            {
              mark: { code: "?", time: null, note: "voicemail" },
              state: "saved",
              not_here: null,
            },
            { mark: { code: "Z", time: null, note: "" }, state: "saved", not_here: null },
          ],
          allowed: [],
          totals: {},
          findings: [],
        },
      ],
    }),
    attendance_set: (_, { cells }) => ({ batch: "b1", set: cells.length, refused: [] }),
  });
}

describe("Codes om te beslissen", () => {
  it("makes an open absence B when a person says so, with its remark, as it stands now", async () => {
    const afternoon = mark({ at: { day: "2026-11-10", half: "NM" } });
    const { user, backend } = world([], [mark({}), afternoon]);
    expect(
      await screen.findByRole("button", { name: /^B maken voor Maes Lotte, 10.*voormiddag$/ }),
    ).toBeTruthy();
    expect(backend.calls.some((call) => call.name === "attendance_set")).toBe(false);
    await user.click(screen.getByRole("button", { name: "Alle 2 B maken" }));
    await screen.findByText("1 halve dag op B gezet.");
    const request = backend.calls.find((call) => call.name === "attendance_set")?.request;
    // The afternoon became Z meanwhile: it stays.
    expect((request as AttendanceSetRequest).cells).toEqual([
      {
        pupil: "p1",
        at: { day: "2026-11-10", half: "VM" },
        was: { code: "?", time: null, note: "voicemail" },
        now: { code: "B", time: null, note: "voicemail" },
      },
    ]);
    expect(await faults()).toEqual([]);
  });

  it("says why a mark does not count", async () => {
    world(
      [
        mark({ free: { reason: "holiday", name: "autumn" } }),
        mark({ pupil: "p2", not_here: { why: "left_on", day: "2026-11-06" } }),
      ],
      [],
    );
    expect(await screen.findByText("Herfstvakantie")).toBeTruthy();
    expect(screen.getByText("uitgeschreven na 06/11/2026")).toBeTruthy();
    await waitFor(() =>
      expect(screen.getByRole("link", { name: /^Opvolging/ }).textContent).toContain("2"),
    );
  });

  it("teaches what comes here while there is nothing", async () => {
    world([], []);
    expect(await screen.findByRole("heading", { name: "Geen codes om te beslissen" })).toBeTruthy();
  });
});
