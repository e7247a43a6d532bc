import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Handlers } from "../../backend/fake";
import { pupilYear } from "../../backend/fake/pupilYear";
import { newWorld, type World } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { otherYear } from "./PupilYearScreen";
import { resetSaving } from "./saving";

const TUESDAY = "2026-11-24";

function school(): World {
  const world = newWorld(60);
  world.today = TUESDAY;
  world.school.enrolledFrom.clear();
  return world;
}

function someone(world: World): { id: string; name: string } {
  const row = world.rows.filter((one) => one.class === "1A")[11];
  if (!row) throw new Error("no such pupil");
  return { id: row.id, name: `${row.last_name} ${row.first_name}` };
}

async function year(world: World, over: Handlers = {}) {
  const { id, name } = someone(world);
  const opened = open(`/aanwezigheden/leerling/${id}`, world, over);
  await screen.findByRole("grid", { name: `Jaarkalender van ${name}` });
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("gridcell"));
  return { ...opened, id, name };
}

afterEach(resetSaving);

describe("the year of a pupil", () => {
  it("shows every half day of the year, and stands on today", async () => {
    await year(school());
    const grid = screen.getByRole("grid");
    expect(within(grid).getAllByRole("row")).toHaveLength(11);
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(
      /dinsdag 24 november 2026, voormiddag/,
    );
    const holiday = within(grid).getAllByRole("gridcell", { name: /herfstvakantie/ });
    expect(holiday).toHaveLength(10);
  });

  it("passes axe, with its panels", async () => {
    const { user } = await year(school());
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Periode invullen…" }));
    await screen.findByRole("complementary", { name: "Voor velen tegelijk" });
    expect(await faults()).toEqual([]);
  });

  it("sets codes along the days and leaves half days without lessons", async () => {
    const world = school();
    const { user, id } = await year(world);
    // Tuesday, both halves; Wednesday morning; Thursday morning.
    await user.keyboard("zzzz");
    await waitFor(() => expect(world.school.marks.get(`${id}|2026-11-26|VM`)?.code).toBe("Z"));
    expect(world.school.marks.has(`${id}|2026-11-25|NM`)).toBe(false);
    expect(world.school.marks.get(`${id}|2026-11-25|VM`)?.code).toBe("Z");
    const total = await screen.findByRole("row", { name: /Z Afwezig wegens ziekte/ });
    await waitFor(() => expect(total.textContent).toMatch(/\d$/));
  });

  it("counts by code and explains what is to be followed up, with its source", async () => {
    await year(school());
    expect(screen.getByRole("row", { name: /^B Problematische.* 5$/ })).toBeTruthy();
    expect(screen.getByText(/Problematisch afwezig: 5 halve dagen B/).textContent).toMatch(
      /Omzendbrief BaO\/2002\/11/,
    );
  });

  it("fills a period: plan first, then apply", async () => {
    const world = school();
    const { user, id } = await year(world);
    await user.click(screen.getByRole("button", { name: "Periode invullen…" }));
    const panel = await screen.findByRole("complementary", { name: "Voor velen tegelijk" });
    const until = within(panel).getByLabelText("Tot en met");
    await user.clear(until);
    await user.type(until, "27/11/2026");
    await within(panel).findByText(/7 halve dagen van 1 leerling worden ingevuld/);
    await user.click(within(panel).getByRole("button", { name: "7 halve dagen invullen" }));
    await waitFor(() => expect(world.school.marks.get(`${id}|2026-11-27|NM`)?.code).toBe("Z"));
  });

  it("keeps a disciplinary measure, changes it and removes it", async () => {
    const world = school();
    const { user, id } = await year(world);
    const card = screen.getByRole("region", { name: "Tuchtmaatregelen" });
    await user.click(within(card).getByRole("button", { name: "Wijzigen" }));
    const panel = await screen.findByRole("complementary", { name: "Tuchtmaatregelen" });
    await user.selectOptions(within(panel).getByLabelText("Soort"), "Tijdelijke uitsluiting");
    await user.click(within(panel).getByRole("button", { name: "Bewaren" }));
    await within(card).findByText(/Tijdelijke uitsluiting/);
    await user.click(within(panel).getByRole("button", { name: "Wijzigen" }));
    await user.click(within(panel).getByRole("checkbox"));
    await user.click(within(panel).getByRole("button", { name: "Bewaren" }));
    await within(card).findByText(/wel op school verwacht/);
    await user.click(await within(panel).findByRole("button", { name: "Verwijderen" }));
    await within(card).findByText("Geen tuchtmaatregelen.");
    expect(world.school.measures.get(id)).toEqual({});
  });

  it("shows a half-typed measure again after closing the panel", async () => {
    const world = school();
    const { user, id } = await year(world);
    const open = async () => {
      const card = screen.getByRole("region", { name: "Tuchtmaatregelen" });
      await user.click(within(card).getByRole("button", { name: "Wijzigen" }));
      return within(await screen.findByRole("complementary", { name: "Tuchtmaatregelen" }));
    };
    let panel = await open();
    await user.selectOptions(panel.getByLabelText("Soort"), "Tijdelijke uitsluiting");
    await user.click(panel.getByRole("button", { name: "Sluiten" }));
    panel = await open();
    await panel.findByText(/Dit formulier was nog niet af/);
    await user.click(panel.getByRole("button", { name: "Bewaren" }));
    await panel.findByText("Tijdelijke uitsluiting", { selector: "span" });
    const kept = Object.values(world.school.measures.get(id) ?? {});
    expect(kept.map((one) => one.kind)).toEqual(["temporary_exclusion"]);
    await waitFor(() => expect(world.school.drafts.has(`measure/${id}`)).toBe(false));
  });

  it("says why a measure cannot be kept", async () => {
    const { user } = await year(school(), {
      dossier_save: () => {
        throw { code: "measure_refused", values: { why: "exclusion_before_end" } };
      },
    });
    const card = screen.getByRole("region", { name: "Tuchtmaatregelen" });
    await user.click(within(card).getByRole("button", { name: "Wijzigen" }));
    await user.click(screen.getByRole("button", { name: "Bewaren" }));
    expect(await screen.findByText(/definitieve uitsluiting begint pas/)).toBeTruthy();
  });

  it("keeps the totals of a previous school, whole numbers only", async () => {
    const world = school();
    const { user, id } = await year(world);
    const card = screen.getByRole("region", { name: "Vorige school" });
    await user.click(within(card).getByRole("button", { name: "Wijzigen" }));
    const field = await screen.findByLabelText(/Problematisch afwezig \(B\)/);
    await user.clear(field);
    await user.type(field, "vier");
    expect(screen.getByText(/Typ een geheel getal/)).toBeTruthy();
    await user.clear(field);
    await user.type(field, "4{Enter}");
    await within(card).findByText(/4 B/);
    expect(world.school.previous.get(`${id}|2026-2027`)?.b).toBe(4);
  });

  it("shows the two totals of a kleuter beside each other", async () => {
    const reached = {
      here: 70,
      elsewhere: 0,
      total: 70,
      left: 250,
      minimum: 290,
      required: 220,
      at_risk: false,
    };
    const kleuter = {
      compulsory: reached,
      admission: { ...reached, here: 60, total: 60, left: 200, required: 230, at_risk: true },
      problematic: 1,
      open: 2,
    };
    await year(school(), {
      attendance_pupil: async (world, request) => {
        const answer = await pupilYear.attendance_pupil?.(world, request);
        if (!answer) throw new Error("no answer");
        return { ...answer, kleuter };
      },
    });
    const card = screen.getByRole("region", { name: "290 halve dagen" });
    expect(within(card).getByRole("row", { name: /Leerplicht.*op weg/ })).toBeTruthy();
    expect(
      within(card).getByRole("row", { name: /Eerste leerjaar.*haalt het niet meer/ }),
    ).toBeTruthy();
  });

  it("shows who set what in a cell", async () => {
    const world = school();
    const { user } = await year(world);
    await user.keyboard("z{ArrowUp}p");
    await waitFor(() => expect(world.school.history.size).toBe(1));
    await user.keyboard("{ArrowUp}");
    await user.click(screen.getByRole("button", { name: "Geschiedenis" }));
    const panel = await screen.findByRole("complementary", { name: "Geschiedenis van de cel" });
    await waitFor(() => expect(within(panel).getAllByText("Katrien")).toHaveLength(2));
  });

  it("is found from the search by a name and the word jaarkalender", async () => {
    const world = school();
    const { user } = open("/leerlingen", world);
    await screen.findByRole("grid");
    const row = world.rows[3];
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox"), `${row?.last_name} jaarkalender`);
    await screen.findAllByRole("option", { name: /Jaarkalender van/ });
    await user.keyboard("{Enter}");
    await screen.findByRole("grid", { name: /Jaarkalender van/ });
  });

  it("goes to other school years", () => {
    expect(otherYear("2026-2027", -1)).toBe("2025-2026");
    expect(otherYear("2026-2027", 1)).toBe("2027-2028");
  });
});
