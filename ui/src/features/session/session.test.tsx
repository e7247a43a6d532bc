import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BACKUPS } from "../../backend/fake/settings";
import { newWorld } from "../../backend/fake/world";
import type { Phase } from "../../backend/generated/Phase";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

const at = (phase: Phase) => open("/", newWorld(20, phase));

const MISSING: Phase = {
  phase: "key_missing",
  reason: "key_absent",
  passphrase: true,
  recovery: true,
  wait_seconds: 0,
};

const DAMAGED: Phase = {
  phase: "refused",
  problem: { code: "register_damaged", values: { detail: "page" } },
  backups: BACKUPS,
};

describe("before the register is open", () => {
  it.each<[string, Phase]>([
    ["first start", { phase: "first_start", needs_passphrase: true }],
    ["recovery sheet", { phase: "confirm_recovery", ask: [3, 7], saved: true, purpose: "needed" }],
    ["passphrase", { phase: "passphrase", wait_seconds: 0 }],
    ["key missing", MISSING],
    ["refused", { phase: "refused", problem: { code: "internal", values: {} }, backups: [] }],
    ["damaged", DAMAGED],
  ])("%s passes axe", async (_, phase) => {
    at(phase);
    await screen.findByRole("heading", { level: 1 });
    expect(await faults()).toEqual([]);
  });

  it("sets up the demo school, and is done only after the sheet was saved and typed back (S6)", async () => {
    const { user } = at({ phase: "first_start", needs_passphrase: false });
    await user.click(await screen.findByRole("button", { name: "Beginnen" }));
    await screen.findByRole("heading", { name: "Bewaar uw herstelblad" });
    const first = screen.getByRole("textbox", { name: "Groep 3" }) as HTMLInputElement;
    expect(first.disabled).toBe(true);
    await user.click(screen.getByRole("button", { name: "Herstelblad bewaren…" }));
    await waitFor(() => expect(first.disabled).toBe(false));
    await user.type(first, "abcde");
    await user.type(screen.getByRole("textbox", { name: "Groep 9" }), "fghij");
    await user.click(screen.getByRole("button", { name: "Klaar, naar het register" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Leerlingen" })).toBeTruthy();
  });

  it("begins as a laptop of a school that has a server, and asks to sign in there", async () => {
    const { user, backend } = at({ phase: "first_start", needs_passphrase: false });
    await user.click(await screen.findByRole("radio", { name: /Aansluiten bij de server/ }));
    expect(await faults()).toEqual([]);
    const begin = screen.getByRole("button", { name: "Beginnen" });
    expect(begin).toHaveProperty("disabled", true);
    await user.type(screen.getByLabelText("Adres van de server"), "https://stamboek.voorbeeld.be");
    const code = screen.getByLabelText("Code van de beheerder");
    await user.type(code, "0000 9pqr 4t6x");
    await user.click(begin);
    // Nothing is chosen for good: another code, or beginning alone.
    expect((await screen.findByRole("alert")).textContent).toMatch(/De server kent deze code niet/);
    expect(screen.getByRole("radio", { name: /leeg register/ })).toHaveProperty("disabled", false);
    await user.clear(code);
    await user.type(code, "7k2m 9pqr 4t6x");
    await user.click(begin);
    await screen.findByRole("heading", { name: "Bewaar uw herstelblad" });
    const [, asked] = backend.calls.filter((call) => call.name === "setup");
    expect(asked?.request).toEqual({
      demo: false,
      school: "",
      institution: "",
      join: { address: "https://stamboek.voorbeeld.be", code: "7k2m 9pqr 4t6x", own_ca: false },
      passphrase: null,
    });
    await user.click(screen.getByRole("button", { name: "Herstelblad bewaren…" }));
    await user.type(await screen.findByRole("textbox", { name: "Groep 3" }), "abcde");
    await user.type(screen.getByRole("textbox", { name: "Groep 9" }), "fghij");
    await user.click(screen.getByRole("button", { name: "Klaar, naar het register" }));
    await screen.findByRole("heading", { level: 1, name: "Synchronisatie" });
    expect(screen.getByLabelText("Aanmeldnaam")).toBeTruthy();
  });

  it("asks name and number of an own school, and says what is missing", async () => {
    const { user, backend } = at({ phase: "first_start", needs_passphrase: false });
    await user.click(await screen.findByRole("radio", { name: /leeg register/ }));
    await user.click(screen.getByRole("button", { name: "Beginnen" }));
    expect(screen.getByText(/Vul de naam van de school in/)).toBeTruthy();
    expect(backend.calls.some((call) => call.name === "setup")).toBe(false);
    await user.type(screen.getByRole("textbox", { name: "Naam van de school" }), "VBS Het Anker");
    await user.type(screen.getByRole("textbox", { name: "Instellingsnummer" }), "023456");
    await user.click(screen.getByRole("button", { name: "Beginnen" }));
    await screen.findByRole("heading", { name: "Bewaar uw herstelblad" });
    expect(backend.calls.find((call) => call.name === "setup")?.request).toEqual({
      demo: false,
      school: "VBS Het Anker",
      institution: "023456",
      join: null,
      passphrase: null,
    });
  });

  it("takes no weak passphrase and no two different ones (S4)", async () => {
    const { user } = at({ phase: "first_start", needs_passphrase: true });
    const start = (await screen.findByRole("button", { name: "Beginnen" })) as HTMLButtonElement;
    expect(start.disabled).toBe(true);
    await user.type(screen.getByLabelText("Wachtzin"), "kort");
    expect(screen.getByText("te zwak")).toBeTruthy();
    await user.clear(screen.getByLabelText("Wachtzin"));
    await user.type(screen.getByLabelText("Wachtzin"), "juist paard batterij nietje kamer");
    await user.type(screen.getByLabelText("Wachtzin nog eens"), "juist paard");
    expect(screen.getByText(/niet gelijk/)).toBeTruthy();
    expect(start.disabled).toBe(true);
    await user.type(screen.getByLabelText("Wachtzin nog eens"), " batterij nietje kamer");
    expect(start.disabled).toBe(false);
  });

  it("waits after a wrong passphrase, and opens with the right one (S12)", async () => {
    let seconds = "4";
    const world = newWorld(20, { phase: "passphrase", wait_seconds: 0 });
    const { user } = open("/", world, {
      unlock: (_, request) => {
        if (request.method === "passphrase" && request.secret === "goed") {
          world.phase = { phase: "ready" };
          world.changed("session");
        } else
          throw { code: "invalid_value", values: { field: "passphrase", wait_seconds: seconds } };
        throw { code: "cancelled", values: {} };
      },
    });
    await user.type(await screen.findByLabelText("Wachtzin"), "fout");
    await user.click(screen.getByRole("button", { name: "Register openen" }));
    expect(await screen.findByText("Nog 4 s wachten")).toBeTruthy();
    expect(
      (screen.getByRole("button", { name: "Register openen" }) as HTMLButtonElement).disabled,
    ).toBe(true);
    seconds = "0";
  });

  it("offers every way back when the key is missing, and nothing that destroys (S5)", async () => {
    at(MISSING);
    expect(await screen.findByText("De gegevens zijn er nog, de sleutel ontbreekt")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Opnieuw proberen" })).toBeTruthy();
    expect(screen.getByLabelText("Wachtzin")).toBeTruthy();
    expect(screen.getByLabelText("Herstelsleutel")).toBeTruthy();
    expect(screen.getByText(/Bel de ICT-coördinator/)).toBeTruthy();
    for (const button of screen.getAllByRole("button")) {
      expect(button.textContent).not.toMatch(/wis|verwijder|nieuw register|opnieuw beginnen/i);
    }
  });

  it("puts a backup back when the register itself does not open (S18)", async () => {
    const { user, backend } = at(DAMAGED);
    const [button] = await screen.findAllByRole("button", { name: /Back-up van .* terugzetten/ });
    await user.click(button as HTMLElement);
    expect(await screen.findByText(/is niet te tellen/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Ja, terugzetten" }));
    expect(await screen.findByRole("navigation", { name: "Hoofdmenu" })).toBeTruthy();
    expect(backend.calls.filter(({ name }) => name === "maintain")).toMatchObject([
      { request: { what: "compare" } },
      { request: { what: "restore" } },
    ]);
  });

  it("keeps secrets out of autofill and spelling services (S48)", async () => {
    at(MISSING);
    for (const field of [
      await screen.findByLabelText("Wachtzin"),
      screen.getByLabelText("Herstelsleutel"),
    ]) {
      expect(field.getAttribute("type")).toBe("password");
      expect(field.getAttribute("autocomplete")).toBe("new-password");
      expect(field.getAttribute("spellcheck")).toBe("false");
    }
  });
});
