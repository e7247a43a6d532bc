import { addDays } from "../../shared/days";
import type { Overview } from "../generated/Overview";
import type { Handlers } from ".";
import { TODAY } from "./world";

/** Invented, and the same every time. */
const wave = (seed: number, size: number) => Math.round((1 + Math.sin(seed * 1.7)) * size);

export const overview: Handlers = {
  attendance_overview: (world, request): Overview => {
    const people = world.rows.filter((row) => !request.class || row.class === request.class).length;
    const weeks: Overview["weeks"] = [];
    for (let monday = "2026-08-31"; monday <= TODAY; monday = addDays(monday, 7)) {
      if (monday === "2026-11-02") continue;
      const at = weeks.length;
      weeks.push({
        monday,
        half_days: people * 9,
        marks: {
          Z: wave(at, people * 0.2),
          R: wave(at + 3, people * 0.03),
          B: wave(at + 5, people * 0.02),
          P: wave(at + 8, people * 0.02),
          L: wave(at + 2, people * 0.06),
        },
      });
    }
    const weekdays = [0, 1, 2, 3, 4].flatMap((weekday) =>
      (["VM", "NM"] as const).map((half) => ({
        weekday,
        half,
        half_days: weekday === 2 && half === "NM" ? 0 : people * weeks.length,
        marks: { Z: wave(weekday + 1, people * 0.3), B: wave(weekday, people * 0.05) },
      })),
    );
    return { year: request.year ?? "2026-2027", weeks, weekdays };
  },
};
