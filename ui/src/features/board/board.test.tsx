import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newBoard } from "../../backend/fake/board";
import { newWorld } from "../../backend/fake/world";
import type { BoardDo } from "../../backend/generated/BoardDo";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

function school() {
  const world = newWorld(5);
  world.board = newBoard();
  return world;
}

const row = (name: string) => screen.getByText(name).closest("tr") as HTMLElement;

describe("Toestellen en gebruikers", () => {
  it("teaches who works alone, and says to others who may", async () => {
    const { unmount } = open("/toestellen", newWorld(5));
    expect(await screen.findByText("Deze laptop werkt alleen")).toBeTruthy();
    expect(await faults()).toEqual([]);
    unmount();
    open("/toestellen", school(), {
      board: () => {
        throw { code: "server_failed", values: { why: "forbidden" } };
      },
    });
    expect(await screen.findByText("Alleen voor de beheerder")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("shows laptops and users, with what waited and roles with their periods", async () => {
    open("/toestellen", school());
    await screen.findByText("Secretariaat 2");
    expect(within(row("Secretariaat 2")).getByText("3 invoeren")).toBeTruthy();
    expect(within(row("Secretariaat 1")).getByText("deze laptop")).toBeTruthy();
    expect(within(row("Secretariaat 1")).queryByRole("button")).toBeNull();
    expect(screen.getByText("Secretariaat, vanaf 01/09/2026")).toBeTruthy();
    expect(screen.getByText("Aanwezigheden, 01/09/2025 tot en met 31/08/2026")).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("asks the server again when it comes back into sight: others let laptops in too", async () => {
    const world = school();
    const { user } = open("/toestellen", world);
    await screen.findByText("Secretariaat 2");
    await user.click(screen.getByRole("link", { name: /^Kalender/ }));
    await screen.findByRole("heading", { name: "Kalender", level: 1 });
    const { devices, ...rest } = newBoard();
    const others = devices.map((one) => ({ ...one, device: `${one.device}b`, label: "Balie" }));
    world.board = { ...rest, devices: [...devices, ...others.slice(1)] };
    await user.click(screen.getByRole("link", { name: /^Toestellen/ }));
    expect(await screen.findByText("Balie")).toBeTruthy();
  });

  it("strikes a laptop off only once its name was typed, and lets it in again (S15, S16)", async () => {
    const { user, backend } = open("/toestellen", school());
    await user.click(await screen.findByRole("button", { name: "Secretariaat 2 intrekken" }));
    const yes = screen.getByRole("button", { name: "Intrekken" });
    expect(yes).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("radio", { name: /^Wissen/ }));
    await user.click(screen.getByRole("checkbox", { name: /Nog te verzenden invoer aanvaarden/ }));
    expect(await faults()).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: /Typ/ }), "Secretariaat{Enter}");
    expect(backend.calls.filter((call) => call.name === "board")).toHaveLength(1);
    await user.type(screen.getByRole("textbox", { name: /Typ/ }), " 2");
    await user.click(yes);
    expect(await screen.findByText("ingetrokken, wissen")).toBeTruthy();
    expect(backend.calls.filter((call) => call.name === "board").at(-1)?.request).toEqual({
      what: "revoke",
      device: "laptop-2",
      wipe: true,
      accept_entries: true,
    });
    await user.click(screen.getByRole("button", { name: "Secretariaat 2 weer toelaten" }));
    await waitFor(() => expect(screen.queryByText("ingetrokken, wissen")).toBeNull());
  });

  it("lists what came from a laptop since a day, in words (S71)", async () => {
    const { user, backend } = open("/toestellen", school());
    await user.click(await screen.findByRole("button", { name: "Wat kwam ervan: Secretariaat 2" }));
    const panel = await screen.findByRole("complementary", {
      name: "Wat kwam van Secretariaat 2",
    });
    const since = within(panel).getByRole("textbox", { name: "Sinds" });
    expect(since).toHaveProperty("value", "12/11/2026");
    await user.clear(since);
    await user.type(since, "18/11/2026{Enter}");
    await within(panel).findByText("2 invoeren sinds 18/11/2026.");
    expect(backend.calls.filter((call) => call.name === "board").at(-1)?.request).toEqual({
      what: "entries",
      device: "laptop-2",
      since: "2026-11-18",
    });
    const [first, second] = within(panel).getAllByRole("listitem");
    expect(first?.textContent).toContain("Aan- en afwezigheden19/11/2026 16:01");
    expect(first?.textContent).toContain(
      "Peeters Noor 1A, 19/11/2026 namiddag: B (problematisch)Greet Baertgeldt",
    );
    expect(second?.textContent).toContain("Leerling uit het register gehaald");
    expect(second?.textContent).toContain("niemand aangemeld● aandacht nodig");
    expect(await faults()).toEqual([]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary")).toBeNull();
  });

  it("takes back all that came from a laptop, after saying what that does", async () => {
    const { user, backend } = open("/toestellen", school());
    await user.click(await screen.findByRole("button", { name: "Wat kwam ervan: Secretariaat 2" }));
    expect(screen.queryByRole("button", { name: "Alles terugnemen…" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Tonen" }));
    const asked = () =>
      backend.calls
        .filter((call) => call.name === "board")
        .map((call) => call.request as BoardDo)
        .flatMap((request) => (request.what === "take_back" ? [request.sure] : []));
    await user.click(await screen.findByRole("button", { name: "Alles terugnemen…" }));
    await screen.findByText(/gaan 1 wijziging terug\. 2 blijven staan/);
    expect(asked()).toEqual([false]);
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "1 wijziging terugnemen" }));
    await screen.findByText("1 wijziging teruggenomen. Ctrl Z maakt dat ongedaan.");
    expect(asked()).toEqual([false, true]);
  });

  it("shows a new code large and once", async () => {
    const { user } = open("/toestellen", school());
    await user.click(await screen.findByRole("button", { name: "Nieuwe laptop…" }));
    await user.type(
      screen.getByRole("textbox", { name: /noemt u de nieuwe laptop/ }),
      "Balie{Enter}",
    );
    expect(await screen.findByText("7KQ2-M9TD-4XWA")).toBeTruthy();
    expect(screen.getByText("Geldig tot vandaag 18:00.")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Klaar" }));
    expect(screen.queryByText("7KQ2-M9TD-4XWA")).toBeNull();
  });

  it("adds a user, gives a role and ends all of them after asking once more", async () => {
    const { user, backend } = open("/toestellen", school());
    await user.click(await screen.findByRole("button", { name: "Nieuwe gebruiker…" }));
    await user.type(screen.getByRole("textbox", { name: "Naam" }), "Jef Wouters");
    await user.type(screen.getByRole("textbox", { name: "Aanmeldnaam" }), "jef");
    await user.type(screen.getByLabelText("Eerste wachtwoord"), "te kort");
    const save = screen.getByRole("button", { name: "Gebruiker toevoegen" });
    expect(save).toHaveProperty("disabled", true);
    await user.type(screen.getByLabelText("Eerste wachtwoord"), " maar nu niet meer");
    await user.click(save);
    expect(await screen.findByText("Jef Wouters kan zich aanmelden.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Greet Baert een rol geven" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Rol" }), "privacy-officer");
    await user.click(screen.getByRole("button", { name: "Rol geven" }));
    expect(await screen.findByText("Privacyverantwoordelijke, vanaf 21/11/2026")).toBeTruthy();
    await user.click(within(row("Greet Baert")).getByRole("button", { name: "Rollen beëindigen" }));
    await user.click(screen.getByRole("button", { name: "Ja, beëindigen" }));
    expect(await within(row("Greet Baert")).findByText("geen rol meer")).toBeTruthy();
    expect(backend.calls.filter((call) => call.name === "board").at(-1)?.request).toEqual({
      what: "end_rights",
      user: "user-1",
    });
  });
});
