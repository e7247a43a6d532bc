import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Request } from "../../backend";
import { SCHOOLS } from "../../backend/fake/overlap_cases";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

describe("a list of enrolments elsewhere", () => {
  it("is seen before anything changes; what cannot be read holds it up until left out", async () => {
    const { user, backend } = open("/ook-elders/lijst", newWorld(60));
    expect(
      await screen.findByRole("heading", { name: "Inschrijvingen in andere scholen" }),
    ).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Lijst van inschrijvingen kiezen…" }));
    const apply = await screen.findByRole("button", { name: "Lijst overnemen" });
    expect(apply).toHaveProperty("disabled", true);
    expect(screen.getByText("geval komt terug")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: /^Rij van .* overslaan$/ }));
    await screen.findByText(/1 rij wacht op een beslissing/);
    await user.click(screen.getByRole("button", { name: /^Dit is / }));
    await user.click(await screen.findByRole("checkbox", { name: "Deze lijst is volledig" }));
    await user.click(await screen.findByRole("button", { name: "Lijst overnemen" }));
    await screen.findByText(/^Lijst overgenomen: 2 nieuw, 1 gewijzigd\./);
    const requests = backend.calls
      .filter((call) => call.name === "elsewhere_import")
      .map((call) => call.request as Request<"elsewhere_import">);
    expect(requests.filter((one) => one.apply)).toHaveLength(1);
    expect(requests.at(-1)).toMatchObject({ leave_out: [5], complete: true, apply: true });
    await user.click(screen.getByRole("button", { name: "Naar het overzicht" }));
    expect(await screen.findByRole("grid")).toBeTruthy();
  });

  it("takes over a table of schools", async () => {
    const { user } = open("/ook-elders/lijst", newWorld(60));
    await user.click(await screen.findByRole("button", { name: "Lijst van scholen kiezen…" }));
    await screen.findByText("4 nieuwe scholen, 0 gewijzigd, 0 al bekend.");
    await user.click(screen.getByRole("button", { name: "Scholen overnemen" }));
    await screen.findByText("4 scholen overgenomen.");
  });
});

describe("the table of schools by hand", () => {
  it("gets a school, changes it, takes it away, and each can be undone", async () => {
    const { user } = open("/ook-elders/scholen", newWorld(60));
    const list = await screen.findByRole("grid", { name: "Andere scholen" });
    const panel = () => screen.findByRole("complementary");
    await user.click(screen.getByRole("button", { name: "School toevoegen…" }));
    await user.type(within(await panel()).getByLabelText("Instellingsnummer"), "099955");
    await user.type(within(await panel()).getByLabelText("Naam van de school"), "De Esdoorn");
    expect(await faults()).toEqual([]);
    await user.click(within(await panel()).getByRole("button", { name: "Bewaren" }));
    await screen.findByText("De Esdoorn staat in de lijst van scholen.");
    await user.type(screen.getByLabelText("Zoeken op nummer, naam of gemeente"), "esdoorn");
    await within(list).findByText("099955");
    list.focus();
    await user.keyboard("{Enter}");
    const name = within(await panel()).getByLabelText("Naam van de school");
    await user.clear(name);
    await user.type(name, "De Oude Esdoorn{Enter}");
    await screen.findByText("De Oude Esdoorn staat in de lijst van scholen.");
    await within(await screen.findByRole("grid")).findByText("De Oude Esdoorn");
    screen.getByRole("grid").focus();
    await user.keyboard("{Enter}");
    await user.click(within(await panel()).getByRole("button", { name: "Weglaten…" }));
    await user.click(within(await panel()).getByRole("button", { name: "Weglaten" }));
    await screen.findByText("De Oude Esdoorn staat niet meer in de lijst van scholen.");
    await screen.findByText("Geen school past bij deze woorden.");
    await user.click(screen.getAllByRole("button", { name: "Ongedaan maken" }).at(-1) as Element);
    await within(await screen.findByRole("grid")).findByText("De Oude Esdoorn");
  });

  it("says of a number that is there already where to change it", async () => {
    const world = newWorld(60);
    const { user } = open("/ook-elders/scholen", world);
    await screen.findByRole("grid", { name: "Andere scholen" });
    await user.click(screen.getByRole("button", { name: "School toevoegen…" }));
    const panel = await screen.findByRole("complementary");
    await user.type(within(panel).getByLabelText("Instellingsnummer"), SCHOOLS[0]?.number ?? "");
    await user.type(within(panel).getByLabelText("Naam van de school"), "Nog een{Enter}");
    await within(panel).findByText(/staat al in de lijst/);
  });
});

describe("the control list", () => {
  it("is compared on the day that was chosen, with what differs and counts by group", async () => {
    const { user, backend } = open("/ook-elders/controlelijst", newWorld(60));
    const on = await screen.findByRole("textbox", { name: "Ingeschreven op" });
    await user.clear(on);
    await user.type(on, "01/10/2026");
    await user.click(screen.getByRole("button", { name: "Controlelijst kiezen…" }));
    const missing = await screen.findByRole("button", { name: /^Ontbreekt bij ons/ });
    expect(missing.textContent).toContain("1");
    expect(screen.getByText("niet in het register")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: /^Verschilt/ }));
    expect(
      await screen.findByText("Geboortedatum: bij ons 12/03/2017, op de lijst 21/03/2017"),
    ).toBeTruthy();
    const groups = within(screen.getByRole("region", { name: "Per administratieve groep" }));
    expect(groups.getAllByRole("row")[1]?.textContent).toBe("0602021▲ 1");
    const request = backend.calls.find((call) => call.name === "control")?.request;
    expect(request).toMatchObject({ on: "2026-10-01" });
  });

  it("says so when all is equal", async () => {
    const { user } = open("/ook-elders/controlelijst", newWorld(5), {
      control: (_, { on }) => ({
        on,
        there: 5,
        here: 5,
        same: 5,
        missing_here: [],
        missing_there: [],
        different: [],
        groups: [],
        skipped: [],
        warnings: [],
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Controlelijst kiezen…" }));
    expect(await screen.findByRole("heading", { name: "Alles is gelijk" })).toBeTruthy();
  });
});
