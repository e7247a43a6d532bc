import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BACKUPS, OLD_SHEET } from "../../backend/fake/settings";
import { newWorld } from "../../backend/fake/world";
import type { KeysRequest } from "../../backend/generated/KeysRequest";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

describe("Instellingen", () => {
  it("saves what was seen and what it becomes", async () => {
    const world = newWorld(5);
    const was = { ...world.settings };
    const { user, backend } = open("/instellingen", world);
    const name = await screen.findByRole("textbox", { name: "Naam van de school" });
    await user.clear(name);
    await user.type(name, "GBS De Linde{Enter}");
    await screen.findByText("Instellingen bewaard.");
    expect(backend.calls.find((call) => call.name === "settings_save")?.request).toEqual({
      part: "school",
      was,
      now: { ...was, school: "GBS De Linde" },
    });
  });

  it("makes a backup now and says its name", async () => {
    const { user } = open("/instellingen");
    await user.click(await screen.findByRole("button", { name: "Nu een back-up maken" }));
    expect(await screen.findByText(/Back-up gemaakt en nagekeken/)).toBeTruthy();
  });

  it("says what a backup would take away, and puts it back only then", async () => {
    const { user, backend } = open("/instellingen");
    const [button] = await screen.findAllByRole("button", { name: /Back-up van .* terugzetten/ });
    await user.click(button as HTMLElement);
    expect(await screen.findByText(/7 invoeren die nu in het register staan/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    const asked = () =>
      backend.calls
        .filter((call) => call.name === "maintain")
        .map((call) => (call.request as { what: string }).what);
    expect(asked()).toEqual(["compare"]);
    await user.click(screen.getByRole("button", { name: "Ja, terugzetten" }));
    await screen.findByText(/Het register van daarvoor heet register-kept-/);
    expect(asked().filter((what) => what === "restore")).toHaveLength(1);
  });

  it("shows what the check found, in words", async () => {
    const { user } = open("/instellingen", newWorld(5), {
      maintain: () => ({
        backup: null,
        comparison: null,
        kept: null,
        check: { file_sound: true, views_equal: false, ops_sound: true, ops: 12 },
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Nu nakijken" }));
    expect(await screen.findByText(/Lijsten wijken af/)).toBeTruthy();
    expect(screen.getByText(/bel de ICT-coördinator/)).toBeTruthy();
  });

  it("takes back a whole action only after asking once more", async () => {
    const { user, backend } = open("/instellingen");
    await screen.findByRole("heading", { level: 1 });
    const row = backend.world.rows[0];
    await backend.call("pupil_edit", {
      id: row?.id,
      items: [{ field: "class", was: row?.class, now: "9Z" }],
    });
    await user.click(await screen.findByRole("button", { name: "Ongedaan maken" }));
    expect(backend.calls.some((call) => call.name === "undo")).toBe(false);
    // The safe answer has the focus: Enter alone does not do it.
    await user.keyboard("{Enter}");
    expect(backend.calls.some((call) => call.name === "undo")).toBe(false);
    await user.click(await screen.findByRole("button", { name: "Ongedaan maken" }));
    await user.click(screen.getByRole("button", { name: "Ja, ongedaan maken" }));
    await waitFor(() => expect(backend.world.rows[0]?.class).toBe(row?.class));
  });

  it("makes a new recovery sheet only after asking once more", async () => {
    const { user } = open("/instellingen");
    await user.click(await screen.findByRole("button", { name: "Nieuw herstelblad maken…" }));
    await user.click(screen.getByRole("button", { name: "Ja, nieuw herstelblad" }));
    expect(await screen.findByRole("heading", { name: "Bewaar uw herstelblad" })).toBeTruthy();
  });

  it("gives the register a new key only after a new sheet was saved and typed back (S9)", async () => {
    const { user, backend } = open("/instellingen");
    await user.click(await screen.findByRole("button", { name: /Nieuwe sleutel/ }));
    expect(screen.getByText(/Back-ups van voordien houden de oude sleutel/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Verder naar het nieuwe herstelblad" }));
    await screen.findByRole("heading", { name: "Een nieuw herstelblad en een nieuwe sleutel" });
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Terug, zonder iets te wijzigen" }));
    await user.click(await screen.findByRole("button", { name: /Nieuwe sleutel/ }));
    await user.click(screen.getByRole("button", { name: "Verder naar het nieuwe herstelblad" }));
    const done = await screen.findByRole("button", { name: "Sleutel vernieuwen" });
    expect(done).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Herstelblad bewaren…" }));
    await user.type(screen.getByRole("textbox", { name: "Groep 2" }), "abcde");
    await user.type(screen.getByRole("textbox", { name: "Groep 7" }), "fghij");
    await user.click(done);
    expect(await screen.findByText(/Het register heeft een nieuwe sleutel/)).toBeTruthy();
    const asked = backend.calls.filter((call) => call.name === "keys");
    expect(
      asked.map((call) => call.request).filter((one) => (one as KeysRequest).what === "renew"),
    ).toEqual(Array(2).fill({ what: "renew", database_key: true, passphrase: null }));
  });

  it("asks the passphrase in force and a new one where a passphrase opens the register", async () => {
    const { user, backend } = open("/instellingen", newWorld(5), {
      keys: async (world, request) => {
        if (request.what === "renew" && request.passphrase === null)
          throw { code: "passphrase_needed", values: {} };
        world.phase = { phase: "ready" };
        return { file_name: null, state: (await backend.call("session_state", {})) as never };
      },
    });
    await user.click(await screen.findByRole("button", { name: /Nieuwe sleutel/ }));
    await user.click(screen.getByRole("button", { name: "Verder naar het nieuwe herstelblad" }));
    await user.type(await screen.findByLabelText("Huidige wachtzin"), "correct paard batterij");
    await user.type(screen.getByLabelText("Wachtzin"), "zeven groene kippen lopen");
    await user.type(screen.getByLabelText("Wachtzin nog eens"), "zeven groene kippen lopen");
    await user.click(screen.getByRole("button", { name: "Verder naar het nieuwe herstelblad" }));
    await waitFor(() =>
      expect(backend.calls.filter((call) => call.name === "keys").at(-1)?.request).toEqual({
        what: "renew",
        database_key: true,
        passphrase: { current: "correct paard batterij", new: "zeven groene kippen lopen" },
      }),
    );
  });

  it("asks the sheet of then for a backup of before a new key", async () => {
    const old = BACKUPS.at(-1) as (typeof BACKUPS)[number];
    old.earlier_key = true;
    const { user, backend } = open("/instellingen");
    expect(await screen.findByText("oude sleutel")).toBeTruthy();
    const buttons = await screen.findAllByRole("button", { name: /Back-up van .* terugzetten/ });
    await user.click(buttons.at(-1) as HTMLElement);
    const sheet = await screen.findByLabelText("Herstelsleutel van het oude blad");
    expect(screen.queryByRole("button", { name: "Ja, terugzetten" })).toBeNull();
    expect(await faults()).toEqual([]);
    await user.type(sheet, "fout{Enter}");
    expect(await screen.findByRole("alert")).toBeTruthy();
    await user.clear(sheet);
    await user.type(sheet, `${OLD_SHEET}{Enter}`);
    await user.click(await screen.findByRole("button", { name: "Ja, terugzetten" }));
    await screen.findByText(/Het register van daarvoor heet register-kept-/);
    expect(backend.calls.filter((call) => call.name === "maintain").at(-1)?.request).toEqual({
      what: "restore",
      at: old.at,
      sheet: OLD_SHEET,
    });
    old.earlier_key = false;
  });
});
