import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Request } from "../../backend";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { start, update } from "./store";

afterEach(() => update(() => start));

async function toCheck() {
  const shown = open("/migratie", newWorld(60));
  const { user } = shown;
  await user.click(await screen.findByRole("button", { name: /2 Nummerlijst/ }));
  await user.click(await screen.findByRole("button", { name: "Lijst kiezen…" }));
  await user.type(
    await screen.findByLabelText("Naar database (nieuwe nummers)"),
    "Nieuwe DB{Enter}",
  );
  await user.click(screen.getByRole("button", { name: "Nakijken" }));
  await screen.findByRole("heading", { name: /Te beslissen 7/ });
  return shown;
}

describe("the screen Migratie", () => {
  it("decides rows with the keyboard alone: Z is the same pupil", async () => {
    const { user, backend } = await toCheck();
    const grid = screen.getByRole("grid", { name: "Te beslissen" });
    grid.focus();
    await user.keyboard("z");
    await screen.findByRole("heading", { name: /Te beslissen 6/ });
    grid.focus();
    await user.keyboard("{ArrowDown}z");
    await screen.findByRole("heading", { name: /Te beslissen 5/ });
    const last = backend.calls.filter((call) => call.name === "numbers_import").at(-1);
    const request = last?.request as Request<"numbers_import">;
    expect(Object.keys(request.choices.confirm)).toHaveLength(2);
  });

  it("does not apply with Enter alone, and applies once it is ticked", async () => {
    const { user, backend } = await toCheck();
    for (let left = 7; left > 0; left -= 1) {
      const buttons = screen.queryAllByRole("button", { name: "Zelfde leerling" });
      const [next] =
        buttons.length > 0 ? buttons : screen.getAllByRole("button", { name: "Niemand van ons" });
      if (next) await user.click(next);
      await screen.findByRole("heading", { name: new RegExp(`Te beslissen ${left - 1}`) });
    }
    await user.click(await screen.findByRole("button", { name: "Naar toepassen…" }));
    await screen.findByRole("heading", { name: "Nieuwe nummers toepassen" });
    await user.keyboard("{Enter}{Enter}");
    const applied = () =>
      backend.calls.filter(
        ({ name, request }) =>
          name === "numbers_import" && (request as Request<"numbers_import">).apply,
      );
    expect(applied()).toEqual([]);
    await user.click(screen.getByLabelText("Ik heb de controle bekeken"));
    await user.click(screen.getByRole("button", { name: "Toepassen" }));
    await screen.findByRole("heading", { name: "Herdrukken" });
    expect(applied()).toHaveLength(1);

    await user.click(screen.getByRole("button", { name: "Ongedaan maken…" }));
    await user.click(screen.getByLabelText("Ik wil de oude nummers terug"));
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(backend.calls.some((call) => call.name === "undo")).toBe(true));
  });

  it("leaves a refused row out by name before pupils can be imported", async () => {
    const { user, backend } = open("/migratie", newWorld(60));
    await user.click(await screen.findByRole("button", { name: "Lijst kiezen…" }));
    const apply = await screen.findByRole("button", { name: "Inlezen…" });
    expect(apply).toHaveProperty("disabled", true);
    await user.click(await screen.findByRole("button", { name: / weglaten$/ }));
    await user.click(screen.getByRole("button", { name: /Te beslissen/ }));
    await user.click(
      (await screen.findAllByRole("button", { name: "Iemand anders" }))[0] as HTMLElement,
    );
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Inlezen…" })).toHaveProperty("disabled", false),
    );
    const last = backend.calls.filter((call) => call.name === "pupils_import").at(-1);
    expect(last?.request).toMatchObject({
      choices: { leave_out: [24], different: [29] },
      apply: false,
    });
  });

  it("reads the list again when a column holds something else", async () => {
    const { user, backend } = open("/migratie", newWorld(60));
    await user.click(await screen.findByRole("button", { name: "Lijst kiezen…" }));
    await user.click(await screen.findByRole("button", { name: "Kolommen aanpassen" }));
    await user.selectOptions(screen.getByLabelText("Kolom “Klas” bevat"), "location");
    await waitFor(() => {
      const last = backend.calls.filter((call) => call.name === "import_read").at(-1);
      expect(last?.request).toMatchObject({ mapping: { location: 4, last_name: 0 } });
      expect(((last?.request ?? {}) as { mapping?: object }).mapping).not.toHaveProperty("class");
    });
  });

  it("passes axe with a list, its columns, the check and a search beside it", async () => {
    const { user } = open("/migratie", newWorld(60));
    await user.click(await screen.findByRole("button", { name: "Lijst kiezen…" }));
    await user.click(await screen.findByRole("button", { name: "Kolommen aanpassen" }));
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: /2 Nummerlijst/ }));
    await user.click(await screen.findByRole("button", { name: "Lijst kiezen…" }));
    await user.type(await screen.findByLabelText("Naar database (nieuwe nummers)"), "N{Enter}");
    await user.click(screen.getByRole("button", { name: "Nakijken" }));
    await user.click(
      (await screen.findAllByRole("button", { name: "Iemand anders" }))[0] as HTMLElement,
    );
    await screen.findByRole("heading", { name: /^Wie is/ });
    expect(await faults()).toEqual([]);
  });
});
