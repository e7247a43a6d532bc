import type { Board } from "../generated/Board";
import type { Handlers } from ".";
import { TODAY } from "./world";

/** Laptops and users of a school that is joined to a server. */
export function newBoard(): Board {
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

export const board: Handlers = {
  board: (world, request) => {
    const { board } = world;
    if (!board) throw { code: "not_joined", values: {} };
    const device = (id: string) => board.devices.find((one) => one.device === id);
    switch (request.what) {
      case "code": {
        const { label } = request;
        return {
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
    return board;
  },
};
