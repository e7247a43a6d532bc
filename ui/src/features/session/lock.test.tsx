import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { PIN } from "../../backend/fake/lock";
import { newWorld } from "../../backend/fake/world";
import type { LockPerson } from "../../backend/generated/LockPerson";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

const AN: LockPerson = {
  id: "an",
  name: "An Peeters",
  signs_in: false,
  wait_seconds: null,
  blocked: false,
};
const BERT: LockPerson = { ...AN, id: "bert", name: "Bert Claes" };

function school(people: LockPerson[]) {
  const world = newWorld(20);
  world.people = people;
  return world;
}

describe("the lock", () => {
  it("locks with Ctrl L, shows nothing of the register, and goes on where it was (S13)", async () => {
    const world = school([AN, BERT]);
    const { user } = open("/leerlingen", world);
    const [row] = world.rows;
    await screen.findAllByText(new RegExp(row?.last_name ?? ""));
    await user.keyboard("{Control>}l{/Control}");
    expect(await screen.findByRole("heading", { level: 1, name: "Vergrendeld" })).toBeTruthy();
    expect(document.body.textContent).not.toMatch(new RegExp(row?.last_name ?? ""));
    expect(document.title).toBe("Vergrendeld · Stamboek");
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("radio", { name: "Bert Claes" }));
    await user.type(screen.getByLabelText("Pincode"), "000111{Enter}");
    expect(await screen.findByText(/Deze pincode is niet juist/)).toBeTruthy();
    expect(screen.getByLabelText("Pincode")).toHaveProperty("value", "");
    await user.type(screen.getByLabelText("Pincode"), `${PIN}{Enter}`);
    expect(await screen.findByRole("heading", { level: 1, name: "Leerlingen" })).toBeTruthy();
  });

  it("waits out a blocked PIN, and offers the recovery sheet with a new one (S14)", async () => {
    const blocked = { ...AN, wait_seconds: 900 };
    const world = newWorld(5, {
      phase: "locked",
      people: [blocked],
      passphrase: false,
      sign_in: false,
    });
    const { user, backend } = open("/", world);
    await user.type(await screen.findByLabelText("Pincode"), PIN);
    expect(screen.getByRole("button", { name: "Ontgrendelen" })).toHaveProperty("disabled", true);
    expect(screen.getByText("Nog 15 min wachten")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Pincode vergeten?" }));
    expect(await faults()).toEqual([]);
    await user.type(screen.getByLabelText("Herstelsleutel"), "ABCDE");
    await user.type(screen.getByLabelText("Nieuwe pincode"), "246813");
    await user.type(screen.getByLabelText("Nieuwe pincode nog eens"), "246813");
    await user.click(screen.getByRole("button", { name: "Ontgrendelen met een nieuwe pincode" }));
    await screen.findByRole("heading", { name: "Bewaar uw herstelblad" });
    expect(backend.calls.find((call) => call.name === "lock")?.request).toEqual({
      what: "recover",
      person: "an",
      secret: { method: "recovery", secret: "ABCDE" },
      pin: "246813",
    });
  });

  it("keeps what was half typed when the program locked by itself", async () => {
    const world = school([AN]);
    let locked = false;
    const { user, backend } = open("/inschrijven", world, {
      draft: (_, { form, body }) => {
        if (locked && body !== null) throw { code: "locked", values: {} };
        if (body) world.school.drafts.set(form, body);
        return { form, body: world.school.drafts.get(form) ?? "" };
      },
    });
    const name = await screen.findByRole("textbox", { name: /^Familienaam|^Naam/ });
    await user.type(name, "Vandenbroucke");
    locked = true;
    act(() => {
      world.phase = { phase: "locked", people: world.people, passphrase: false, sign_in: false };
      world.changed("session");
    });
    await screen.findByRole("heading", { level: 1, name: "Vergrendeld" });
    expect(document.body.innerText ?? document.body.textContent).not.toMatch("Vandenbroucke");
    locked = false;
    await user.type(screen.getByLabelText("Pincode"), `${PIN}{Enter}`);
    await waitFor(() => expect(screen.getByDisplayValue("Vandenbroucke")).toBeTruthy());
    expect(backend.calls.some((call) => call.name === "draft")).toBe(true);
  });

  it("tells the program that somebody is at work, only when anything locks", async () => {
    const { user, backend } = open("/leerlingen", school([]));
    await screen.findByRole("heading", { level: 1 });
    await user.keyboard("{Shift}");
    expect(backend.calls.some((call) => call.name === "lock")).toBe(false);
    expect(screen.queryByRole("button", { name: /Vergrendelen/ })).toBeNull();
  });

  it("reports input at most every fifteen seconds", async () => {
    const { user, backend } = open("/leerlingen", school([AN]));
    await screen.findByRole("button", { name: "An Peeters · Vergrendelen" });
    await user.keyboard("{Shift}{Shift}{Shift}");
    expect(backend.calls.filter((call) => call.name === "lock")).toHaveLength(1);
  });
});

describe("at the server", () => {
  it("asks to sign in after a long time without contact, and then a PIN of who has none (S14, S17)", async () => {
    const people = [{ ...AN, signs_in: true }];
    const world = newWorld(5, { phase: "locked", people, passphrase: false, sign_in: true });
    const { user } = open("/", world);
    expect(await screen.findByText(/al lang geen contact/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: "Aanmeldnaam" }), "cato");
    await user.type(screen.getByLabelText("Wachtwoord"), "fout{Enter}");
    expect(await screen.findByText(/horen niet bij elkaar/)).toBeTruthy();
    await user.type(screen.getByLabelText("Wachtwoord"), "juist wachtwoord{Enter}");
    expect(await screen.findByRole("heading", { name: "Kies een pincode" })).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.type(screen.getByLabelText("Nieuwe pincode"), PIN);
    await user.type(screen.getByLabelText("Nieuwe pincode nog eens"), `${PIN}{Enter}`);
    expect(await screen.findByRole("heading", { level: 1, name: "Leerlingen" })).toBeTruthy();
  });

  it.each([true, false])(
    "says calmly that the laptop was struck off (wiped: %s)",
    async (wiped) => {
      const { user, backend } = open("/", newWorld(5, { phase: "revoked", wiped }));
      await screen.findByRole("heading", { level: 1, name: "Deze laptop is ingetrokken" });
      expect(await faults()).toEqual([]);
      const ask = screen.queryByRole("button", { name: "Opnieuw aan de server vragen" });
      expect(ask === null).toBe(wiped);
      if (ask) await user.click(ask);
      expect(backend.calls.some((call) => call.name === "unlock")).toBe(!wiped);
    },
  );
});

describe("Wie werkt op deze laptop", () => {
  it("offers a PIN kindly before anybody has one, and says who works here after it", async () => {
    const world = school([]);
    const { user, backend } = open("/instellingen", world);
    expect(await screen.findByText(/Nog niemand heeft een pincode/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Een pincode kiezen…" }));
    const name = screen.getByRole("textbox", { name: "Naam" });
    await user.clear(name);
    await user.type(name, "An Peeters");
    await user.type(screen.getByLabelText("Nieuwe pincode"), PIN);
    const save = screen
      .getAllByRole("button", { name: "Bewaren" })
      .find((one) => one.closest("form")?.textContent?.includes("pincode")) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    await user.type(screen.getByLabelText("Nieuwe pincode nog eens"), PIN);
    expect(await faults()).toEqual([]);
    await user.click(save);
    expect(await screen.findByText(/vergrendelt na 10 minuten/)).toBeTruthy();
    expect(screen.getByText("dat bent u")).toBeTruthy();
    expect(backend.calls.find((call) => call.name === "lock")?.request).toEqual({
      what: "add",
      name: "An Peeters",
      pin: PIN,
    });
  });

  it("takes somebody away only with the PIN of who works here", async () => {
    const { user, backend } = open("/instellingen", school([AN, BERT]));
    await user.click(await screen.findByRole("button", { name: "Bert Claes weghalen" }));
    expect(screen.getByText(/Bert Claes kan dan niet meer ontgrendelen/)).toBeTruthy();
    await user.type(screen.getByLabelText("Huidige pincode"), `${PIN}{Enter}`);
    await waitFor(() => expect(screen.queryByText("Bert Claes")).toBeNull());
    expect(backend.calls.filter((call) => call.name === "lock").at(-1)?.request).toMatchObject({
      what: "remove",
      person: "bert",
    });
  });
});
