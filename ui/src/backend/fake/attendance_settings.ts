import type { Handlers } from ".";
import { batch } from "./world";

export const attendanceSettings: Handlers = {
  attendance_settings_save: (world, { was, now }) => {
    const { codes } = now.codes;
    const twice = codes.find(({ code }, at) =>
      codes.some((one, of) => of < at && one.code === code),
    );
    if (twice) {
      throw { code: "invalid_value", values: { field: "code", value: twice.code, why: "twice" } };
    }
    const put = (which: typeof now) => () => {
      world.school.settings = which;
    };
    return { batch: batch(world, "setting", 1, ["settings"], put(now), put(was)) };
  },
  user_save: (world, { user }) => {
    world.school.user = user;
    world.changed("settings");
    return {};
  },
};
