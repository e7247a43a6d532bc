import { describe, expect, it } from "vitest";
import type { EntryDetail } from "../backend/generated/EntryDetail";
import { detailTexts, differing } from "./details";

const details = (of: Record<string, string>): EntryDetail[] =>
  Object.entries(of).map(([name, value]) => ({ name, value }));

describe("what a fact or a setting holds", () => {
  it("is said in official words, with days as people write them", () => {
    expect(
      detailTexts(
        details({
          kind: "temporary_exclusion",
          from: "2026-11-20",
          expected: "false",
          note: "zie {verslag}",
        }),
      ),
    ).toEqual([
      "soort: Tijdelijke uitsluiting",
      "van: 20/11/2026",
      "wordt op school verwacht: nee",
      "opmerking: zie {verslag}",
    ]);
    expect(detailTexts(details({ kind: "other", title: "VCA" }))).toEqual([
      "soort: Ander studiebewijs",
      "titel: VCA",
    ]);
    expect(
      detailTexts(details({ at: "2026-11-20T09:30:00+01:00", "action.what": "ours_never_came" })),
    ).toEqual(["wanneer: 20/11/2026 09:30", "wat gedaan werd: de leerling kwam nooit"]);
  });

  it("names the place in a list, the week in words, and a class as the school calls it", () => {
    expect(
      detailTexts(
        details({
          "special_days.1.kind": "other",
          "special_days.1.from": "2026-11-20",
          "pattern.2.1": "false",
          "4B.level": "lager",
        }),
      ),
    ).toEqual([
      "bijzondere dag 2, soort: Andere vrije dag",
      "bijzondere dag 2, van: 20/11/2026",
      "lesweek, woensdag namiddag: geen les",
      "4B, onderwijsniveau: lager",
    ]);
  });

  it("never shows an identity, a bare yes or no, or a name of the program", () => {
    expect(
      detailTexts(
        details({
          id: "0198f3a0-0000-7000-8000-000000000001",
          "": "true",
          odd_name_of_a_part: "tekst",
        }),
      ),
    ).toEqual(["tekst"]);
  });

  it("of a large setting shows what the question is about", () => {
    const one = details({ open_days: "7", "slots.0": "1" });
    const other = details({ open_days: "9", "slots.0": "1" });
    expect(detailTexts(differing(one, [one, other]))).toEqual(["reden opvolgen na dagen: 7"]);
  });
});
