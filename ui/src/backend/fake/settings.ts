import type { Handlers } from ".";
import { batch, NOW } from "./world";

const backups = [
  {
    file_name: "stamboek-2026-11-21.db",
    at: "2026-11-21T07:58:12+01:00",
    size: 4_812_800,
    verified: true,
  },
  {
    file_name: "stamboek-2026-11-20.db",
    at: "2026-11-20T08:02:41+01:00",
    size: 4_796_416,
    verified: true,
  },
  {
    file_name: "stamboek-2026-11-19.db",
    at: "2026-11-19T08:00:09+01:00",
    size: 4_780_032,
    verified: true,
  },
];

export const settings: Handlers = {
  settings: (world) => ({
    settings: world.settings,
    backups,
    key_kept_in: "keyring",
    databases: ["De Regenboog", "SG Dijleland"],
  }),
  settings_save: (world, { was, now }) => ({
    batch: batch(
      world,
      "settings",
      1,
      ["settings"],
      () => {
        world.settings = now;
      },
      () => {
        world.settings = was;
      },
    ),
  }),
  backup_now: (world) => {
    const made = {
      file_name: "stamboek-2026-11-21-2.db",
      at: NOW,
      size: 4_812_800,
      verified: true,
    };
    backups.unshift(made);
    world.changed("session");
    return made;
  },
  check_now: () => ({ file_sound: true, views_equal: true, ops_sound: true, ops: 24_310 }),
};
