import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { AttendanceSettingsRequest } from "../../../backend/generated/AttendanceSettingsRequest";
import { faults } from "../../../test/axe";
import { open } from "../../../test/render";
import { fieldsIn, inserted, lettersWith, previewOf, unknownIn } from "./letters";

describe("the text of a letter", () => {
  it("has fields between double braces", () => {
    expect(fieldsIn("Beste {{naam}}, {{ klas }} en {{naam}}")).toEqual(["naam", "klas"]);
    expect(unknownIn("{{naam}} {{ouders}}", ["naam"])).toEqual(["ouders"]);
    expect(inserted("Beste ,", 6, "naam")).toBe("Beste {{naam}},");
  });

  it("shows what comes in the place of its fields", () => {
    expect(previewOf("{{naam}} {{x}}", new Map([["naam", "Naam"]]))).toBe("[Naam] {{x}}");
  });

  it("is not kept while it is the standard one", () => {
    expect(lettersWith({ clb: "a", ask_reason: "b" }, "clb", "s", "s")).toEqual({
      ask_reason: "b",
    });
    expect(lettersWith({}, "clb", "t", "s")).toEqual({ clb: "t" });
  });

  it("is saved only with fields that exist", async () => {
    const { user, backend } = open("/instellingen/aanwezigheden");
    const card = await screen.findByRole("region", { name: "Brieven" });
    await user.selectOptions(within(card).getByRole("combobox", { name: "Brief" }), "clb");
    const text = within(card).getByRole("textbox", { name: "Tekst" });
    await user.type(text, " {{{{ouders}}");
    expect(within(card).getByText(/^Dit veld bestaat niet: ouders\./)).toBeTruthy();
    const save = within(card).getByRole("button", { name: "Bewaren" });
    expect(save).toHaveProperty("disabled", true);
    expect(await faults()).toEqual([]);
    await user.clear(text);
    await user.type(text, "Beste collega ");
    await user.click(within(card).getByRole("button", { name: "{{leerling}}" }));
    await user.click(save);
    await screen.findByText("Tekst van de brief bewaard.");
    const last = backend.calls.findLast((call) => call.name === "settings_save");
    const request = last?.request as AttendanceSettingsRequest | undefined;
    expect(request?.now.letters).toEqual({ clb: "Beste collega {{leerling}}" });
    await user.click(within(card).getByRole("button", { name: "Terug naar de standaardtekst" }));
    expect(within(card).getByRole("textbox", { name: "Tekst" })).toHaveProperty(
      "value",
      expect.stringMatching(/^Aan het CLB/),
    );
  });
});
