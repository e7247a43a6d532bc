import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { emptyEntry, KINDS, textOf, yearOf, yearsAround } from "./entries";

async function dossier() {
  const world = newWorld(60);
  const pupil = world.rows.find((row) => row.class === "1A")?.id ?? "";
  const opened = open(`/leerlingen/${pupil}/dossier`, world);
  await screen.findByRole("heading", { name: "Leerlingenkenmerken" });
  return { ...opened, pupil };
}

describe("the rest of a pupil's file", () => {
  it("keeps a characteristic without its form, says that it is not sent, and takes it back", async () => {
    const { user, backend, pupil } = await dossier();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Leerlingenkenmerk toevoegen" }));
    const panel = await screen.findByRole("complementary", { name: "Leerlingenkenmerk" });
    await user.selectOptions(within(panel).getByLabelText("Soort"), "home_language");
    await user.type(within(panel).getByLabelText("Wat op het formulier staat"), "Frans");
    expect(await faults()).toEqual([]);
    await user.click(within(panel).getByRole("button", { name: "Bewaren" }));
    await screen.findByText("Taal in het gezin: Frans");
    expect(screen.getByText(/handtekening van de ouders ligt nog niet op school/)).toBeTruthy();
    expect(backend.calls.findLast((call) => call.name === "dossier_save")?.request).toMatchObject({
      part: "entry",
      pupil,
      id: null,
      was: null,
      now: { kind: "characteristic", value: { kind: "home_language", value: "Frans" } },
    });
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await screen.findByText(/Nog geen kenmerk/);
  });

  it("changes what was seen, shows what it was, and takes it away after asking", async () => {
    const { user } = await dossier();
    const add = async (value: string) => {
      await user.type(screen.getByLabelText("Wat op het formulier staat"), value);
      await user.click(screen.getByRole("checkbox", { name: /formulier ligt op school/ }));
      await user.click(screen.getByRole("button", { name: "Bewaren" }));
    };
    await user.click(screen.getByRole("button", { name: "Leerlingenkenmerk toevoegen" }));
    await add("bachelor");
    await user.click(
      await screen.findByRole("button", {
        name: "Onderwijsniveau van de moeder: bachelor wijzigen",
      }),
    );
    await add(" of hoger");
    await screen.findByText("Onderwijsniveau van de moeder: bachelor of hoger");
    await user.click(screen.getByText("Geschiedenis"));
    expect(screen.getAllByText(/moeder: bachelor ·/).length).toBe(1);
    await user.click(screen.getByRole("button", { name: /of hoger wijzigen$/ }));
    await user.click(screen.getByRole("button", { name: "Weghalen" }));
    await user.click(screen.getByRole("button", { name: "Ja, weghalen" }));
    await screen.findByText("Leerlingenkenmerk weggehaald.");
    expect(await screen.findByText(/Nog geen kenmerk/)).toBeTruthy();
  });

  it("stands there again after a crash, and shows what the result of an admission check means", async () => {
    const { user, backend, pupil, unmount } = await dossier();
    await user.click(screen.getByRole("button", { name: "Toelatingscontrole toevoegen" }));
    const panel = await screen.findByRole("complementary", { name: "Toelatingscontrole" });
    within(panel).getByText("toegelaten");
    await user.selectOptions(
      within(panel).getByLabelText("Resultaat of beslissing"),
      "council_open",
    );
    within(panel).getByText("klassenraad beslist");
    await user.type(within(panel).getByLabelText("Opmerking"), "volgende week");
    const { drafts } = backend.world.school;
    const name = `dossier/${pupil}/admission/`;
    await waitFor(() => expect(drafts.get(name)).toMatch(/volgende week/), { timeout: 3000 });
    unmount();
    const again = open(`/leerlingen/${pupil}/dossier`, backend.world);
    await again.user.click(
      await screen.findByRole("button", { name: "Toelatingscontrole toevoegen" }),
    );
    await screen.findByText(/Alles wat u typte, staat er weer/);
    expect(screen.getByLabelText<HTMLInputElement>("Opmerking").value).toBe("volgende week");
    expect(await faults()).toEqual([]);
    await again.user.click(screen.getByRole("button", { name: "Bewaren" }));
    const entry = (await screen.findByText("Toelatingsklassenraad moet nog beslissen")).closest(
      "li",
    );
    within(entry as HTMLElement).getByText("klassenraad beslist");
    within(entry as HTMLElement).getByText("te versturen");
    expect(drafts.has(name)).toBe(false);
  });

  it("refuses an empty value in words", async () => {
    const { user } = await dossier();
    await user.click(screen.getByRole("button", { name: "Leerlingenkenmerk toevoegen" }));
    await user.click(screen.getByRole("button", { name: "Bewaren" }));
    expect(await screen.findByRole("alert")).toBeTruthy();
  });
});

describe("entries", () => {
  const lists = { rows: [], removed: [], results: [], certificates: [] };

  it.each(KINDS)("of kind %s begin in this school year and have words", (kind) => {
    const [title, about] = textOf(emptyEntry(kind, "2026-11-21", lists), lists);
    expect(`${title} ${about}`).not.toMatch(/undefined/);
  });

  it("know the school year of a day", () => {
    expect([yearOf("2026-08-31"), yearOf("2026-09-01")]).toEqual(["2025-2026", "2026-2027"]);
    expect(yearsAround("2026-2027").slice(0, 3)).toEqual(["2027-2028", "2026-2027", "2025-2026"]);
  });
});
