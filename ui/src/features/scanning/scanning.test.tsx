import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import { setCards } from "../../shared/cardSelection";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { forget } from "./store";

afterEach(() => {
  forget();
  setCards([]);
});

describe("the screen Scannen", () => {
  it("listens at once and says whose the present number is", async () => {
    const world = newWorld(60);
    const { user } = open("/scannen", world);
    const field = await screen.findByLabelText("Scan een barcode");
    expect(field).toBe(document.activeElement);
    const [pupil] = world.rows.filter((row) => row.number !== "");
    await user.keyboard(`${pupil?.number.padStart(10, "0")}{Enter}`);
    expect(await screen.findByRole("heading", { name: "Juist" })).toBeTruthy();
    expect(field).toHaveProperty("value", "");
  });

  it("says whose an old barcode was and puts the pupil aside for reprinting", async () => {
    const world = newWorld(60);
    const { user, backend } = open("/scannen", world);
    await screen.findByLabelText("Scan een barcode");
    const old = world.rows.find((row) => row.card === "outdated");
    const number = world.numbers.get(old?.id ?? "")?.find((one) => one.until)?.value;
    await user.keyboard(`${number}{Enter}`);
    expect(await screen.findByRole("heading", { name: "Oude barcode" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Herdrukken" }));
    await user.click(screen.getByRole("button", { name: "Naar Barcodes" }));
    await waitFor(() => {
      const last = backend.calls.filter((call) => call.name === "cards_preview").at(-1);
      expect(last?.request).toMatchObject({
        job: { selection: { who: "pupils", ids: [old?.id] } },
      });
    });
  });

  it("shows both candidates of an ambiguous code and chooses neither", async () => {
    const world = newWorld(60);
    const [a, b] = world.rows;
    const { user } = open("/scannen", world, {
      scan: (_, { code }) => ({
        code,
        result: "ambiguous",
        article: "",
        matches: [
          { pupil: a as never, through: "current_number", database: "Nieuw", until: null },
          { pupil: b as never, through: "old_number", database: "Oud", until: "2026-11-20" },
        ],
      }),
    });
    await screen.findByLabelText("Scan een barcode");
    await user.keyboard("123{Enter}");
    expect(await screen.findByRole("heading", { name: "Niet eenduidig" })).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Fiche openen" })).toHaveLength(2);
  });

  it("is red for a code of nobody, and sends no code with strange characters at all", async () => {
    const { user, backend } = open("/scannen");
    await screen.findByLabelText("Scan een barcode");
    await user.keyboard("999999{Enter}");
    expect(await screen.findByRole("heading", { name: "Onbekend" })).toBeTruthy();
    await user.keyboard("<img src=x>{Enter}");
    expect(await screen.findByRole("heading", { name: "Niet gelezen" })).toBeTruthy();
    expect(backend.calls.filter((call) => call.name === "scan")).toHaveLength(1);
    const history = screen.getByRole("region", { name: "Gescand in deze sessie" });
    expect(within(history).getAllByRole("row")).toHaveLength(3);
  });

  it("takes nothing back when a hostile code types Ctrl Z", async () => {
    const { user, backend } = open("/scannen");
    await screen.findByLabelText("Scan een barcode");
    await user.keyboard("{Control>}z{/Control}12{Control>}z{/Control}{Enter}");
    await screen.findByRole("heading", { name: "Onbekend" });
    expect(backend.calls.some((call) => call.name === "undo")).toBe(false);
  });

  it("passes axe before and after a scan", async () => {
    const { user } = open("/scannen");
    await screen.findByLabelText("Scan een barcode");
    expect(await faults()).toEqual([]);
    await user.keyboard("SOEP{Enter}");
    await screen.findByRole("heading", { name: "Artikel" });
    expect(await faults()).toEqual([]);
  });
});
