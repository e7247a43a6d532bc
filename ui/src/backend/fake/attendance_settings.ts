import type { AttendanceSettingsAnswer } from "../generated/AttendanceSettingsAnswer";
import type { AttendanceSettingsRequest } from "../generated/AttendanceSettingsRequest";
import type { LetterTemplates } from "../generated/LetterTemplates";
import type { Saved } from "../generated/Saved";
import { batch, type World } from "./world";

/** Shorter than those of the program. */
const TEMPLATES: LetterTemplates = {
  letters: [
    {
      letter: "notes_used",
      label: "Briefjes opgebruikt",
      standard: "Beste ouders\n\n{{leerling}} was {{aantal}} keer ziek:\n\n{{lijst}}",
    },
    {
      letter: "ask_reason",
      label: "Reden vragen",
      standard: "Beste ouders\n\nWaarom was {{leerling}} afwezig?\n\n{{lijst}}",
    },
    { letter: "clb", label: "CLB", standard: "Aan het CLB\n\n{{leerling}}, {{klas}}\n\n{{lijst}}" },
  ],
  fields: [
    { name: "leerling", label: "Voornaam en naam" },
    { name: "klas", label: "Klas" },
    { name: "lijst", label: "De afwezigheden, elk op een regel" },
    { name: "aantal", label: "Aantal in de lijst" },
  ],
};

/** The part of attendance. */
export function attendanceSettings(world: World): AttendanceSettingsAnswer {
  return { settings: world.school.settings, user: world.school.user, templates: TEMPLATES };
}

/** Saves the part of attendance. */
export function saveAttendance(world: World, { was, now, user }: AttendanceSettingsRequest): Saved {
  const { codes } = now.codes;
  const twice = codes.find(({ code }, at) => codes.some((one, of) => of < at && one.code === code));
  if (twice) {
    throw { code: "invalid_value", values: { field: "code", value: twice.code, why: "twice" } };
  }
  const put = (which: typeof now) => () => {
    world.school.settings = which;
  };
  if (user !== null) world.school.user = user;
  return { batch: batch(world, "setting", 1, ["settings"], put(now), put(was)) };
}
