import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Fake } from "../../../backend/fake";
import { newWorld } from "../../../backend/fake/world";
import type { AttendanceSettingsRequest } from "../../../backend/generated/AttendanceSettingsRequest";
import type { LocalCode } from "../../../backend/generated/LocalCode";
import { faults } from "../../../test/axe";
import { open } from "../../../test/render";
import { daysOf } from "./FollowUpRules";
import { ofLetter, parseCode } from "./meaning";

const R: LocalCode = {
  code: "R",
  label: "Van rechtswege",
  meaning: { as: "absent", official: "R", evidence: null, discipline: false },
};

/** The last request that saved settings. */
function saved(backend: Fake): AttendanceSettingsRequest {
  const call = backend.calls.findLast((one) => one.name === "settings_save");
  return call?.request as AttendanceSettingsRequest;
}

describe("a code of the school", () => {
  it("is a letter or ? and at most three letters or digits, in capitals", () => {
    expect(parseCode(" r03 ")).toBe("R03");
    expect(parseCode("?")).toBe("?");
    for (const wrong of ["", "3R", "R0345", "R-1"]) expect(parseCode(wrong)).toBeNull();
  });

  it("means what its first letter means, unless that letter is free", () => {
    expect(ofLetter([R], "R07")).toEqual(R.meaning);
    expect(ofLetter([R], "K1")).toBeNull();
    expect(ofLetter([R], "R")).toBeNull();
  });
});

it("takes days from 1 to 365", () => {
  expect(["1", "365"].map(daysOf)).toEqual([1, 365]);
  expect(["0", "366", "-1", "7,5", ""].map(daysOf)).toEqual([null, null, null, null, null]);
});

describe("Instellingen van aan- en afwezigheden", () => {
  it("adds a subcode under its letter, explains a code that stands there, and removes it", async () => {
    const { user, backend } = open("/instellingen/aanwezigheden");
    await user.click(await screen.findByRole("button", { name: "Subcode toevoegen" }));
    const code = screen.getByRole("textbox", { name: "Code" });
    await user.type(code, "r03");
    await user.type(screen.getByRole("textbox", { name: "Omschrijving" }), "Begrafenis");
    expect(screen.getByRole("combobox", { name: "Officiële code" })).toHaveProperty("value", "R");
    expect(await faults()).toEqual([]);
    const panel = screen.getByRole("complementary");
    await user.click(within(panel).getByRole("button", { name: "Bewaren" }));
    expect(await screen.findByText(/^Code R03 staat er al\./)).toBeTruthy();
    await user.clear(code);
    await user.type(code, "r77");
    await user.click(within(panel).getByRole("button", { name: "Bewaren" }));
    await screen.findByText("Code R77 bewaard.");
    expect(saved(backend).now.codes.codes.at(-1)).toEqual({
      code: "R77",
      label: "Begrafenis",
      meaning: { as: "absent", official: "R", evidence: null, discipline: false },
    });
    await user.click(await screen.findByRole("button", { name: "R77 verwijderen" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "R77 wijzigen" })).toBeNull());
    expect(screen.queryByRole("button", { name: "Z verwijderen" })).toBeNull();
  });

  it("keeps the name at entries of this laptop", async () => {
    const { user, backend } = open("/instellingen/aanwezigheden", newWorld(5));
    const name = await screen.findByRole("textbox", { name: "Uw naam" });
    await user.clear(name);
    await user.type(name, "Katrien D.{Enter}");
    await screen.findByText("Voortaan staat “Katrien D.” bij wat u invoert.");
    expect(saved(backend).user).toBe("Katrien D.");
  });

  it("proposes B only when the school says after how many days", async () => {
    const { user, backend } = open("/instellingen/aanwezigheden", newWorld(5));
    const card = await screen.findByRole("region", { name: "Opvolging" });
    await user.click(within(card).getByRole("checkbox"));
    expect(within(card).getByRole("button", { name: "Bewaren" })).toHaveProperty("disabled", true);
    await user.type(within(card).getByRole("textbox", { name: /^Voorstellen na/ }), "14");
    await user.click(within(card).getByRole("button", { name: "Bewaren" }));
    await screen.findByText("Instellingen bewaard.");
    expect(saved(backend).now.follow_up).toMatchObject({
      open_to_b_days: 14,
    });
  });

  it("takes two different digits for Informat", async () => {
    const { user } = open("/instellingen/aanwezigheden", newWorld(5));
    const card = await screen.findByRole("region", { name: "Informat" });
    const nm = within(card).getByRole("textbox", { name: "Namiddag" });
    await user.clear(nm);
    await user.type(nm, "1");
    expect(within(card).getByText("Twee verschillende cijfers, van 1 tot 9.")).toBeTruthy();
    expect(within(card).getByRole("button", { name: "Bewaren" })).toHaveProperty("disabled", true);
  });
});
