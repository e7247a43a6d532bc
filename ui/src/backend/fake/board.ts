import type { BoardEntries } from "../generated/BoardEntries";
import type { BoardSchool } from "../generated/BoardSchool";
import type { LookBook } from "../generated/LookBook";
import type { Handlers } from ".";
import { TODAY } from "./world";

/** Laptops and users of a school that is joined to a server. */
export function newBoard(): BoardSchool {
  return {
    devices: [
      {
        device: "laptop-1",
        label: "Secretariaat 1",
        state: "active",
        last_contact: "2026-11-21T08:40:00+01:00",
        waiting: 0,
        here: true,
      },
      {
        device: "laptop-2",
        label: "Secretariaat 2",
        state: "active",
        last_contact: "2026-11-19T16:02:00+01:00",
        waiting: 3,
        here: false,
      },
    ],
    users: [
      {
        user: "user-1",
        login: "greet",
        name: "Greet Baert",
        blocked: false,
        rights: [
          { role: "attendance", from: "2025-09-01", until: "2026-08-31" },
          { role: "secretariat", from: "2026-09-01", until: null },
        ],
      },
    ],
    code: null,
  };
}

/** Who looked at what: two secretaries, and somebody who looked at a child of the same surname. */
export function newLooks(): LookBook {
  const who = {
    user: "user-1",
    name: "Greet Baert",
    laptop: "Secretariaat 1",
    count: 1,
    unknown: false,
    board: false,
    about: null,
    role: null,
  };
  const board = { ...who, user: null, name: "", laptop: "", pupil: null, count: 0, board: true };
  const pupil = { pupil: "p1", last_name: "Baert", first_name: "Noor", class: "1A" };
  const at = (time: string) => `2026-11-20T${time}+01:00`;
  return {
    looks: [
      { ...who, id: "l4", at: at("23:10:00"), kind: "sheet", pupil },
      { ...who, id: "l3", at: at("10:00:00"), kind: "export", pupil: null, count: 60 },
      {
        ...who,
        id: "l2",
        at: at("09:00:00"),
        kind: "insz",
        pupil: null,
        unknown: true,
        name: "",
        laptop: "",
      },
      { ...who, id: "l1", at: at("08:00:00"), kind: "device.code", pupil: null, count: 0 },
      {
        ...board,
        id: "l0",
        at: at("07:00:00"),
        kind: "user.right",
        about: "An Peeters",
        role: "secretariat-lead",
      },
    ],
    older: null,
    stands_out: [
      {
        why: "night",
        user: "user-1",
        name: "Greet Baert",
        from: at("23:10:00"),
        until: at("23:10:00"),
        count: 1,
      },
      {
        why: "own_name",
        user: "user-1",
        name: "Greet Baert",
        from: at("23:10:00"),
        until: at("23:10:00"),
        count: 1,
      },
    ],
  };
}

/** What came from a laptop. */
const CAME: Omit<BoardEntries, "device"> = {
  rows: [
    {
      op: "op-1",
      at: "2026-11-19T16:01:00+01:00",
      by: "Greet Baert",
      outcome: "applied",
      kind: "attendance.set",
      lines: [
        {
          subject: "attendance/p1/2026-11-19/NM",
          who: { pupil: "p1", last_name: "Peeters", first_name: "Noor", class: "1A" },
          about: { is: "half_day", at: { day: "2026-11-19", half: "NM" } },
          value: { is: "mark", mark: { code: "B" } },
        },
      ],
    },
    {
      op: "op-2",
      at: "2026-11-19T16:02:00+01:00",
      by: "",
      outcome: "held",
      kind: "pupil.remove",
      lines: [],
    },
  ],
  more: false,
};

export const board: Handlers = {
  board: (world, request) => {
    const { board } = world;
    if (!board) throw { code: "not_joined", values: {} };
    const device = (id: string) => board.devices.find((one) => one.device === id);
    switch (request.what) {
      case "looks":
        return { shows: "looks", ...newLooks() };
      case "entries":
        return { shows: "entries", device: request.device, ...CAME };
      case "take_back":
        return { shows: "back", kind: "take_back", undone: 1, kept: 2 };
      case "code": {
        const { label } = request;
        return {
          shows: "school",
          ...board,
          code: { code: "7KQ2-M9TD-4XWA", expires: `${TODAY}T18:00:00+01:00`, label },
        };
      }
      case "revoke": {
        const revoked = device(request.device);
        if (revoked) revoked.state = request.wipe ? "wipe" : "lock";
        break;
      }
      case "admit": {
        const admitted = device(request.device);
        if (admitted) admitted.state = "active";
        break;
      }
      case "add_user": {
        const { login, name, role } = request;
        const rights = [{ role, from: TODAY, until: null }];
        board.users.push({ user: `user-${login}`, login, name, blocked: false, rights });
        break;
      }
      case "add_right":
        for (const one of board.users.filter(({ user }) => user === request.user)) {
          one.rights.push({ role: request.role, from: TODAY, until: null });
        }
        break;
      case "end_rights":
        for (const one of board.users.filter(({ user }) => user === request.user)) {
          for (const right of one.rights) right.until ??= "2026-11-20";
        }
    }
    return { shows: "school", ...board };
  },
};
