import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
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
});
