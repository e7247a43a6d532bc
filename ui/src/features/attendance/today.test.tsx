import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { joined } from "../../backend/fake/sync";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { resetSaving } from "./saving";

function tuesday() {
  const world = newWorld(60);
  world.today = "2026-11-24";
  return world;
}

async function grid() {
  const found = await screen.findByRole("grid", { name: "Klassen" });
  found.focus();
  return found;
}

afterEach(resetSaving);

describe("Vandaag", () => {
  it("shows every class in the order of the answer, and how many need work", async () => {
    const { backend } = open("/vandaag", tuesday());
    const table = await grid();
    const names = within(table)
      .getAllByRole("row")
      .slice(1)
      .map((row) => row.querySelector(".strong")?.textContent);
    const answer = await backend.call("attendance_today", { day: "2026-11-24" });
    expect(names).toEqual((answer as { classes: { class: string }[] }).classes.map((c) => c.class));
    expect(screen.getByText(/3 klassen vragen nog werk/)).toBeTruthy();
    const nav = screen.getByRole("navigation");
    expect(within(nav).getByRole("link", { name: /Vandaag 3/ })).toBeTruthy();
  });

  it("takes registers without opening the class, and the badge follows", async () => {
    const world = tuesday();
    const { user } = open("/vandaag", world);
    const table = await grid();
    await user.keyboard("{Shift>}{F2}{/Shift}");
    await waitFor(() => expect(world.school.rolls.size).toBe(2));
    await within(table).findAllByText(/08:41 Katrien/);
    await screen.findByText(/2 klassen vragen nog werk/);
  });

  it("opens the class with Enter on that day", async () => {
    const { user } = open("/vandaag", tuesday());
    await grid();
    await user.keyboard("{Enter}");
    await screen.findByRole("grid", { name: "Weekregister van klas 1A" });
  });

  it("opens the class of an earlier day on that day", async () => {
    const { user } = open("/vandaag/2026-11-19", tuesday());
    await grid();
    await user.keyboard("{Enter}");
    await screen.findByRole("grid", { name: "Weekregister van klas 1A" });
    await waitFor(() => expect(document.activeElement?.getAttribute("data-place")).toBe("0:6"));
  });

  it("goes to other days with the arrows and skips the weekend", async () => {
    const { user } = open("/vandaag", tuesday());
    await grid();
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    await screen.findByText(/vrijdag 20 november 2026/);
    await grid();
    await user.keyboard("{ArrowRight}");
    await screen.findByText(/maandag 23 november 2026/);
  });

  it("says truthfully that there is no server yet, or what waits for it and since when", async () => {
    const alone = open("/vandaag", tuesday());
    await grid();
    expect(screen.getByText("Alles staat op deze laptop.").parentElement?.textContent).toMatch(
      /^Alles staat op deze laptop\. *Er is nog geen server ingesteld.*U kunt gewoon verder werken/,
    );
    alone.unmount();
    const world = tuesday();
    joined(world);
    open("/vandaag", world);
    const strip = await screen.findByText(/12 invoeren wachten sinds 19\/11\/2026/);
    expect(strip.textContent).not.toContain("geen server");
  });

  it("says why a register cannot be taken", async () => {
    const world = tuesday();
    const { user } = open("/vandaag/2026-11-26", world);
    await grid();
    await user.keyboard("{F2}");
    await screen.findByText(/niet geldig/);
    expect(world.school.rolls.size).toBe(0);
  });

  it("says on a free day that there are no lessons, and goes to the next day that has them", async () => {
    const { user } = open("/vandaag/2026-11-07", tuesday());
    await grid();
    expect(screen.getByText(/7 november 2026 · geen lessen/)).toBeTruthy();
    expect(screen.queryByText(/Alle registers zijn genomen/)).toBeNull();
    expect(screen.getByText("Geen lessen op deze dag: weekend.")).toBeTruthy();
    await screen.findByText(/De volgende lesdag is maandag 9 november 2026/);
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Naar die dag" }));
    await screen.findByText(/maandag 9 november 2026/);
    await waitFor(() => expect(screen.queryByText(/Geen lessen op deze dag/)).toBeNull());
  });

  it("shows what F2 did, to be read and not only spoken", async () => {
    const { user } = open("/vandaag", tuesday());
    await grid();
    await user.keyboard("{F2}");
    const said = await screen.findByText(/1A: register van .* genomen/);
    expect(said.className).toBe("spoken");
  });

  it("teaches how to begin when there is no class", async () => {
    open("/vandaag", newWorld(0));
    expect(await screen.findByRole("button", { name: "Leerlingenlijst inlezen" })).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("is found from the search: a class and its register", async () => {
    const { user } = open("/vandaag", tuesday());
    await grid();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox"), "aanwezigheden van 2a");
    await screen.findByRole("option", { name: /Aanwezigheden van 2A/ });
    await user.keyboard("{Enter}");
    await screen.findByRole("grid", { name: "Weekregister van klas 2A" });
  });
});
