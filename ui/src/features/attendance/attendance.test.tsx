import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Handlers } from "../../backend/fake";
import { newWorld, type World } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { resetSaving } from "./saving";

const TUESDAY = "2026-11-24";

/** A school on a Tuesday, with one class that nothing was entered for. */
function school(): World {
  const world = newWorld(60);
  world.today = TUESDAY;
  world.school.marks.clear();
  world.school.enrolledFrom.clear();
  return world;
}

function pupil(world: World, index: number) {
  const row = world.rows.filter((one) => one.class === "1A")[index];
  if (!row) throw new Error("no such pupil");
  return row;
}

function codeOf(world: World, index: number, half: "VM" | "NM" = "VM", day = TUESDAY) {
  return world.school.marks.get(`${pupil(world, index).id}|${day}|${half}`)?.code;
}

async function register(world: World, over: Handlers = {}, address = "/aanwezigheden/1A") {
  const opened = open(address, world, over);
  await screen.findByRole("grid", { name: /register van klas 1A/ });
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("gridcell"));
  return opened;
}

const place = () => document.activeElement?.getAttribute("data-place");
const cellAt = (row: number, col: number) =>
  document.querySelector(`[data-place="${row}:${col}"]`) as HTMLElement;
const sets = (backend: { calls: { name: string }[] }) =>
  backend.calls.filter((call) => call.name === "attendance_set");

afterEach(resetSaving);

describe("a register", () => {
  it("opens on the first pupil of today's open half day", async () => {
    const world = school();
    await register(world);
    expect(place()).toBe("0:2");
  });

  it("takes three absentees and the register in 8 keys from opening the class", async () => {
    const world = school();
    const { user } = await register(world);
    const keys = ["{F3}", "c", "z", "l", "b", "x", "r", "{F2}"];
    expect(keys).toHaveLength(8);
    await user.keyboard(keys.join(""));
    await waitFor(() => expect(world.school.rolls.has(`1A|${TUESDAY}|VM`)).toBe(true));
    expect([codeOf(world, 2), codeOf(world, 11), codeOf(world, 23)]).toEqual(["Z", "B", "R"]);
    expect(world.school.marks.size).toBe(3);
  });

  it("shows a mark at once, as being saved until the program answered", async () => {
    const world = school();
    const { user } = await register(world);
    world.delay = 80;
    await user.keyboard("z");
    expect(cellAt(0, 2).textContent).toContain("Z");
    expect(cellAt(0, 2).getAttribute("aria-busy")).toBe("true");
    expect(codeOf(world, 0)).toBeUndefined();
    await waitFor(() => expect(cellAt(0, 2).getAttribute("aria-busy")).toBeNull());
    expect(codeOf(world, 0)).toBe("Z");
    expect(cellAt(0, 2).textContent).toContain("Z");
  });

  it("never shows less than what was saved, when the word of change comes late", async () => {
    const world = school();
    const { user, backend } = await register(world);
    const say = world.changed;
    world.changed = (...subjects) => {
      for (const wait of [0, 1, 3, 10, 30]) setTimeout(() => say(...subjects), wait);
    };
    world.delay = 5;
    await user.keyboard("z");
    for (let n = 0; n < 40; n += 1) {
      expect(cellAt(0, 2).textContent).toContain("Z");
      await new Promise((done) => setTimeout(done, 2));
    }
    await user.keyboard("{ArrowUp}p");
    await waitFor(() => expect(codeOf(world, 0)).toBe("P"));
    expect(sets(backend)).toHaveLength(2);
    expect(document.querySelector(".failures")?.textContent).toBe("");
  });

  it("loses nothing that is typed fast while answers are slow, and keeps the order", async () => {
    const world = school();
    const { user, backend } = await register(world);
    world.delay = 40;
    await user.keyboard("zbr03 ?{ArrowUp}p{F2}");
    await waitFor(() => expect(world.school.rolls.size).toBe(1));
    expect([0, 1, 2, 3, 4].map((row) => codeOf(world, row))).toEqual(["Z", "B", "R03", "R03", "P"]);
    const order = backend.calls.filter((call) =>
      ["attendance_set", "roll_take"].includes(call.name),
    );
    expect(order.at(-1)?.name).toBe("roll_take");
  });

  it("puts a refused mark back and says why at the cell, with the source", async () => {
    const world = school();
    const { user } = await register(world);
    await user.keyboard("h");
    const alert = await screen.findByText(/H bestaat alleen in het buitengewoon onderwijs/, {
      selector: ".problem-text",
    });
    expect(alert.textContent).toMatch(/AGODI/);
    expect(cellAt(0, 2).textContent).not.toContain("H");
    expect(cellAt(0, 2).getAttribute("aria-label")).toMatch(/niet bewaard/);
    await user.click(screen.getByRole("button", { name: "Naar de cel" }));
    await waitFor(() => expect(place()).toBe("0:2"));
    await user.keyboard("z");
    await waitFor(() => expect(codeOf(world, 0)).toBe("Z"));
    expect(screen.queryByText(/buitengewoon onderwijs/)).toBeNull();
  });

  it("says that the disk is full, and shows what the register holds", async () => {
    const world = school();
    const full = () => {
      throw { code: "disk_full", values: {} };
    };
    const { user } = await register(world, { attendance_set: full });
    await user.keyboard("z");
    expect(
      await screen.findByText(/schijf van deze laptop is vol/, { selector: ".problem-text" }),
    ).toBeTruthy();
    expect(cellAt(0, 2).textContent).not.toContain("Z");
  });

  it("shows what another window made of a cell instead of overwriting it", async () => {
    const world = school();
    const { user } = await register(world);
    world.school.marks.set(`${pupil(world, 0).id}|${TUESDAY}|VM`, { code: "P" });
    await user.keyboard("z");
    expect(
      await screen.findByText(/intussen gewijzigd naar “P”/, { selector: ".problem-text" }),
    ).toBeTruthy();
    await waitFor(() => expect(cellAt(0, 2).textContent).toContain("P"));
    expect(codeOf(world, 0)).toBe("P");
  });

  it("fills a block as one action and takes it back with Ctrl Z", async () => {
    const world = school();
    const { user, backend } = await register(world);
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{ArrowRight}{/Shift}z");
    await waitFor(() => expect(world.school.marks.size).toBe(6));
    expect(sets(backend)).toHaveLength(1);
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(world.school.marks.size).toBe(0));
    await waitFor(() => expect(cellAt(0, 2).textContent).toBe(""));
    await user.keyboard("{Control>}y{/Control}");
    await waitFor(() => expect(world.school.marks.size).toBe(6));
  });

  it("takes back after all that was typed, also when answers are slow", async () => {
    const world = school();
    const { user } = await register(world);
    world.delay = 40;
    await user.keyboard("zb{Control>}z{/Control}");
    await waitFor(() => expect(codeOf(world, 0)).toBe("Z"));
    await screen.findByText(/Ongedaan gemaakt/);
    expect(codeOf(world, 0)).toBe("Z");
    expect(codeOf(world, 1)).toBeUndefined();
  });

  it("takes the next open half day with F2 and the rest of the day with Shift F2", async () => {
    const world = school();
    const { user } = await register(world);
    await user.keyboard("{F2}");
    await waitFor(() => expect([...world.school.rolls.keys()]).toEqual([`1A|${TUESDAY}|VM`]));
    await screen.findByText(/di 24 VM · 08:41 Katrien/);
    await user.keyboard("{F2}");
    await waitFor(() => expect(world.school.rolls.size).toBe(2));
    await user.keyboard("{ArrowLeft}{Shift>}{F2}{/Shift}");
    await waitFor(() => expect(world.school.rolls.size).toBe(4));
    expect(world.school.marks.size).toBe(0);
  });

  it("opens a register again that was taken by mistake, and takes that back", async () => {
    const world = school();
    const { user } = await register(world);
    await user.keyboard("{F2}");
    await screen.findByText(/di 24 VM · 08:41 Katrien/);
    await user.click(await screen.findByRole("button", { name: "Register weer openen" }));
    await waitFor(() => expect(world.school.rolls.size).toBe(0));
    await user.click(await screen.findByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(world.school.rolls.size).toBe(1));
  });

  it("has the keyboard when it is opened from the navigation", async () => {
    const { user } = open("/leerlingen", school());
    await screen.findByRole("grid");
    await user.click(screen.getByRole("link", { name: "Aanwezigheden" }));
    const list = await screen.findByRole("grid", { name: "Klassen" });
    await waitFor(() => expect(document.activeElement).toBe(list));
    await user.keyboard("{Enter}");
    await screen.findByRole("grid", { name: "Weekregister van klas 1A" });
    await waitFor(() => expect(place()).toBe("0:2"));
  });

  it("refuses a half day without lessons with its reason and sends nothing", async () => {
    const world = school();
    const { user, backend } = await register(world);
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}z");
    expect(place()).toBe("0:5");
    expect(await screen.findByText(/Hier kan niets worden ingevuld: geen les/)).toBeTruthy();
    expect(sets(backend)).toHaveLength(0);
  });

  it("shows who is not enrolled yet greyed, with the reason, and skips them", async () => {
    const world = school();
    world.school.enrolledFrom.set(pupil(world, 1).id, "2026-11-30");
    const { user } = await register(world);
    expect(screen.getByText("ingeschreven vanaf 30/11")).toBeTruthy();
    expect(cellAt(1, 2).getAttribute("aria-readonly")).toBe("true");
    await user.keyboard("z");
    expect(place()).toBe("2:2");
  });

  it("takes the time of somebody who is late, and lets it be mended", async () => {
    const world = school();
    const { user } = await register(world);
    await user.keyboard("l{ArrowUp}");
    await waitFor(() => expect(codeOf(world, 0)).toBe("L"));
    const time = await screen.findByLabelText("Aangekomen om");
    await user.clear(time);
    await user.type(time, "8u51{Enter}");
    await waitFor(() =>
      expect(world.school.marks.get(`${pupil(world, 0).id}|${TUESDAY}|VM`)?.time).toBe("08:51"),
    );
    expect(place()).toBe("0:2");
  });

  it("shows the subcodes of a letter that was just typed", async () => {
    const { user } = await register(school());
    await user.keyboard("r");
    expect(screen.getByText(/R gevolgd door/)).toBeTruthy();
    expect(screen.getByText("Begrafenis of huwelijk")).toBeTruthy();
  });

  it("turns weeks with the keyboard and goes to the next class with Alt and an arrow", async () => {
    const { user } = await register(school());
    await user.keyboard("{PageUp}");
    await screen.findByText("week van 16 november 2026");
    await user.keyboard("{PageDown}{PageDown}");
    await screen.findByText("week van 30 november 2026");
    await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
    await screen.findByRole("grid", { name: "Weekregister van klas 2A" });
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("gridcell"));
  });

  it("has one place for Tab", async () => {
    await register(school());
    const grid = screen.getByRole("grid");
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  it.each(["/aanwezigheden", "/aanwezigheden/1A", `/aanwezigheden/1A/${TUESDAY}/dag`])(
    "%s passes axe",
    async (address) => {
      const world = newWorld(60);
      world.today = TUESDAY;
      open(address, world);
      await screen.findAllByRole("row");
      expect(await faults()).toEqual([]);
    },
  );

  it("shows one day with its halves side by side, and turns days", async () => {
    const world = school();
    const { user } = await register(world, {}, `/aanwezigheden/1A/${TUESDAY}/dag`);
    expect(cellAt(0, 1)).toBeTruthy();
    expect(cellAt(0, 2)).toBeNull();
    await user.keyboard("{ArrowRight}z");
    await waitFor(() => expect(codeOf(world, 0, "NM")).toBe("Z"));
    await user.keyboard("{PageDown}");
    await screen.findByText("woensdag 25 november 2026");
  });
});

describe("a remark", () => {
  it("is kept while it is typed and comes back when the register opens again", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const world = school();
    world.school.marks.set(`${pupil(world, 0).id}|${TUESDAY}|VM`, { code: "Z" });
    const { unmount } = await register(world);
    const field = screen.getByLabelText(/^Opmerking/);
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: "briefje volgt" } });
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(world.school.drafts.get("attendance/1A")).toContain("briefje volgt");
    expect(codeOf(world, 0)).toBe("Z");
    vi.useRealTimers();
    unmount();
    resetSaving();

    const again = await register(world);
    const back = await screen.findByDisplayValue("briefje volgt");
    await again.user.click(back);
    await again.user.keyboard("{Enter}");
    await waitFor(() =>
      expect(world.school.marks.get(`${pupil(world, 0).id}|${TUESDAY}|VM`)?.note).toBe(
        "briefje volgt",
      ),
    );
    await waitFor(() => expect(world.school.drafts.size).toBe(0));
  });

  it("stays as a draft when it could not be saved", async () => {
    const world = school();
    world.school.marks.set(`${pupil(world, 0).id}|${TUESDAY}|VM`, { code: "Z" });
    const { user } = await register(world, {
      attendance_set: () => {
        throw { code: "disk_full", values: {} };
      },
    });
    await user.type(screen.getByLabelText(/^Opmerking/), "attest{Enter}");
    await screen.findByText(/schijf van deze laptop is vol/, { selector: ".problem-text" });
    expect(screen.getByDisplayValue("attest")).toBeTruthy();
  });
});

describe("for many at once", () => {
  it("plans first, leaves what stands there, applies, and takes back", async () => {
    const world = school();
    world.school.marks.set(`${pupil(world, 0).id}|${TUESDAY}|VM`, { code: "Z" });
    const { user } = await register(world);
    await user.click(screen.getByRole("button", { name: "Voor velen tegelijk…" }));
    const panel = await screen.findByRole("complementary", { name: "Voor velen tegelijk" });
    await user.click(within(panel).getByRole("radio", { name: /De hele school/ }));
    await user.selectOptions(within(panel).getByLabelText("Code"), "R");
    expect(await within(panel).findByText(/Staan er al: 1 Z/)).toBeTruthy();
    expect(within(panel).getByText(/blijven staan/)).toBeTruthy();
    expect(world.school.marks.size).toBe(1);
    await user.click(await within(panel).findByRole("button", { name: /halve dagen invullen/ }));
    await waitFor(() => expect(world.school.marks.size).toBeGreaterThan(100));
    expect(codeOf(world, 0)).toBe("Z");
    expect(codeOf(world, 0, "NM")).toBe("R");
    await user.click(await screen.findByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(world.school.marks.size).toBe(1));
  });
});
