import type { ScanMatch } from "../generated/ScanMatch";
import type { Handlers } from ".";
import { UNITS } from "./cards";

/** Without leading zeros, as numbers are kept. */
const bare = (code: string) => code.replace(/^0+(?=\d)/, "");

export const scanning: Handlers = {
  scan: (world, { code }) => {
    const value = bare(code);
    const unit = UNITS.find((one) => one.code === code);
    if (unit) return { code, result: "article", matches: [], article: unit.text };
    const matches: ScanMatch[] = [];
    for (const pupil of world.rows) {
      if (code === `STB-${pupil.id.slice(-6)}-K`) {
        matches.push({ pupil, through: "tag", database: "", until: null });
      }
      for (const number of world.numbers.get(pupil.id) ?? []) {
        if (number.value !== value) continue;
        const through = number.until ? "old_number" : "current_number";
        matches.push({ pupil, through, database: number.database, until: number.until });
      }
    }
    const people = new Set(matches.map((match) => match.pupil.id));
    const result =
      people.size === 0
        ? "red"
        : people.size > 1
          ? "ambiguous"
          : matches.some((match) => match.through !== "old_number")
            ? "green"
            : "amber";
    return { code, result, matches, article: "" };
  },
};
