import type { BackupRow } from "../generated/BackupRow";
import type { Handlers } from ".";
import { attendanceSettings, saveAttendance } from "./attendance_settings";
import { saveCards } from "./cards";
import { lockSettings, saveRules } from "./lock";
import { batch, NOW } from "./world";

/** Backups of the last days. */
/** What stands on the recovery sheet of before. */
export const OLD_SHEET = "OUDE0-SLEUT-EL000";

export const BACKUPS: BackupRow[] = [
  {
    file_name: "stamboek-2026-11-21.db",
    at: "2026-11-21T07:58:12+01:00",
    size: 4_812_800,
    verified: true,
    earlier_key: false,
  },
  {
    file_name: "stamboek-2026-11-20.db",
    at: "2026-11-20T08:02:41+01:00",
    size: 4_796_416,
    verified: true,
    earlier_key: false,
  },
  {
    file_name: "stamboek-2026-11-19.db",
    at: "2026-11-19T08:00:09+01:00",
    size: 4_780_032,
    verified: true,
    earlier_key: false,
  },
];

export const settings: Handlers = {
  settings: (world, { part }) => {
    const nothing = { school: null, attendance: null, lock: null };
    if (part === "attendance") return { ...nothing, attendance: attendanceSettings(world) };
    if (part === "lock") return { ...nothing, lock: lockSettings(world) };
    const school = {
      settings: world.settings,
      backups: BACKUPS,
      key_kept_in: "keyring",
      databases: ["De Regenboog", "SG Dijleland"],
    };
    return { ...nothing, school };
  },
  settings_save: (world, request) => {
    if (request.part === "attendance") return saveAttendance(world, request);
    if (request.part === "lock") return saveRules(world, request);
    if (request.part === "cards") return saveCards(world, request);
    const put = (which: typeof request.now) => () => {
      world.settings = which;
    };
    return {
      batch: batch(world, "settings", 1, ["settings"], put(request.now), put(request.was)),
    };
  },
  maintain: (world, request) => {
    const nothing = { backup: null, comparison: null, kept: null, check: null };
    if (request.what === "check") {
      return {
        ...nothing,
        check: { file_sound: true, views_equal: true, ops_sound: true, ops: 24_310 },
      };
    }
    if (request.what === "backup") {
      const made = {
        file_name: "stamboek-2026-11-21-2.db",
        at: NOW,
        size: 4_812_800,
        verified: true,
        earlier_key: false,
      };
      BACKUPS.unshift(made);
      world.changed("session");
      return { ...nothing, backup: made };
    }
    const backup = BACKUPS.find((one) => one.at === request.at);
    if (!backup) throw { code: "not_found", values: { what: "backup" } };
    if (backup.earlier_key && request.sheet !== OLD_SHEET) {
      throw { code: request.sheet ? "secret_wrong" : "key_of_before", values: {} };
    }
    if (request.what === "compare") {
      const open = world.phase.phase === "ready";
      const comparison = open ? { lost: 7, first_lost: NOW, gained: 0 } : null;
      return { ...nothing, backup, comparison };
    }
    world.phase = { phase: "ready" };
    world.changed("session", "settings");
    return { ...nothing, backup, kept: "register-kept-2026-11-21-084109.db" };
  },
};
