import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import type { HalfDaysReached } from "../../backend/generated/HalfDaysReached";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { parts } from "./HalfDaysBar";

async function first(world = newWorld(60), over: Parameters<typeof open>[2] = {}) {
  const opened = open("/opvolging", world, over);
  const rows = await screen.findAllByText("CLB contacteren, dossier beginnen");
  await opened.user.click(rows[0] as HTMLElement);
  await screen.findByRole("heading", { name: "Aftekenen" });
  return opened;
}

describe("Opvolging", () => {
  it("explains the rule with its count and source beside the next step", async () => {
    await first();
    expect(screen.getByText("6 halve dagen B; grens 5")).toBeTruthy();
    expect(screen.getByText(/^Vanaf vijf halve dagen problematische afwezigheid/)).toBeTruthy();
    expect(screen.getByText(/^Bron: Omzendbrief BaO\/2002\/11 · http/)).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("signs off the step with its date and note, and takes that back", async () => {
    const { user, backend } = await first();
    const link = screen.getByRole("link", { name: /^Opvolging/ });
    const before = Number(/\d+/.exec(link.textContent ?? "")?.[0]);
    const on = screen.getByRole("textbox", { name: "Gedaan op" });
    await user.clear(on);
    await user.type(on, "20/11/2026");
    await user.type(screen.getByRole("textbox", { name: "Opmerking" }), "mevrouw gebeld");
    await user.click(screen.getByRole("button", { name: "Aftekenen als gedaan" }));
    await screen.findByText(/– afgetekend\.$/);
    expect(backend.calls.find((call) => call.name === "dossier_save")?.request).toMatchObject({
      part: "follow_up",
      follow_up: { step: "contact_clb", on: "2026-11-20", note: "mevrouw gebeld" },
    });
    await waitFor(() => expect(link.textContent).toContain(String(before - 1)));
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(link.textContent).toContain(String(before)));
  });

  it("keeps a half-typed note when the program is ended, and offers it again", async () => {
    const world = newWorld(60);
    const { user, unmount } = await first(world);
    await user.type(screen.getByRole("textbox", { name: "Opmerking" }), "mama belt terug");
    await waitFor(() => expect(world.school.drafts.get("follow_up")).toContain("mama belt terug"), {
      timeout: 3000,
    });
    unmount();
    const again = open("/opvolging", world);
    await screen.findByText(/^Bij .+ begon u een opmerking die niet bewaard is\.$/);
    await again.user.click(screen.getByRole("button", { name: "Tonen" }));
    expect(await screen.findByDisplayValue("mama belt terug")).toBeTruthy();
    await again.user.click(screen.getByRole("button", { name: "Aftekenen als gedaan" }));
    await waitFor(() => expect(world.school.drafts.size).toBe(0));
  });

  it("makes the letter that the step asks for and has the step recorded with it", async () => {
    const { user, backend } = await first(newWorld(60), {
      letter_save: () => ({ file_name: "brief.pdf", texts: [], batch: "b1" }),
    });
    await user.click(screen.getByRole("button", { name: "Brief aan het CLB" }));
    await screen.findByText("Brief bewaard als brief.pdf; stap afgetekend.");
    expect(backend.calls.find((call) => call.name === "letter_save")?.request).toMatchObject({
      letter: "clb",
      about: [{ finding: expect.stringMatching(/^problematic\//) }],
      to: "save",
      record: true,
    });
  });

  it("says that nothing was signed off when the dialog was closed", async () => {
    const { user } = await first(newWorld(60), {
      letter_save: () => ({ file_name: null, texts: [], batch: null }),
    });
    await user.click(screen.getByRole("button", { name: "Brief aan het CLB" }));
    expect(await screen.findByText(/er is niets afgetekend/)).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Aftekenen" })).toBeTruthy();
  });

  it("shows one rule of one class when asked", async () => {
    const { user } = open("/opvolging", newWorld(120));
    await user.selectOptions(await screen.findByRole("combobox", { name: "Regel" }), "open_reason");
    const table = screen.getByRole("grid", { name: "Werklijst" });
    await waitFor(() => expect(within(table).queryByText("Problematisch afwezig")).toBeNull());
    expect(within(table).getAllByText("Reden nog te bepalen").length).toBeGreaterThan(0);
  });

  it("teaches what will come here while there is nothing", async () => {
    open("/opvolging", newWorld(0));
    expect(await screen.findByRole("heading", { name: "Niets op te volgen" })).toBeTruthy();
  });
});

const reached = (change: Partial<HalfDaysReached> = {}): HalfDaysReached => ({
  here: 80,
  elsewhere: 20,
  total: 100,
  left: 150,
  minimum: 290,
  required: 190,
  at_risk: true,
  ...change,
});

describe("the 290 half days", () => {
  it("are drawn one behind the other on one scale", () => {
    const drawn = parts(reached());
    expect(drawn.here[0]).toBeCloseTo(drawn.elsewhere[1]);
    expect(drawn.left[0]).toBeCloseTo(drawn.here[0] + drawn.here[1]);
    expect(drawn.minimum).toBeCloseTo(240);
    expect(parts(reached({ left: 400 })).minimum).toBeLessThan(240);
  });

  it("stand beside the bar in numbers, for both purposes", async () => {
    const kleuter = (last_name: string, name: string) => ({
      pupil: last_name,
      last_name,
      first_name: "Lotte",
      class: name,
      totals: {
        compulsory: reached(),
        admission: reached({ here: 77, total: 97, required: 193 }),
        problematic: 0,
        open: 0,
      },
    });
    const { user, backend } = open("/opvolging/kleuters", newWorld(60), {
      attendance_worklist: () => ({
        items: [],
        stray: [],
        proposed_b: [],
        kleuters: [kleuter("Maes", "K3A"), kleuter("Zeegers", "K3B")],
      }),
    });
    const row = (await screen.findByRole("link", { name: "Maes Lotte" })).closest("tr");
    const cells = () =>
      within(row as HTMLElement)
        .getAllByRole("cell")
        .map((one) => one.textContent);
    expect(cells().slice(1)).toEqual(["80", "20", "150", "290", "190", "▲ haalt het niet meer"]);
    await user.selectOptions(screen.getByRole("combobox", { name: "Waarvoor" }), "admission");
    expect(await screen.findByText("193")).toBeTruthy();
    await user.selectOptions(screen.getByRole("combobox", { name: "Klas" }), "K3B");
    expect(await screen.findByRole("link", { name: "Zeegers Lotte" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Maes Lotte" })).toBeNull();
    // One question for the whole school.
    expect(backend.calls.some((call) => call.name === "attendance_pupil")).toBe(false);
    expect(await faults()).toEqual([]);
  });
});
