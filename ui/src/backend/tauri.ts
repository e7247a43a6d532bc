/** The shell of the window: one command `call`, one event `stamboek`. */

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Transport } from ".";
import type { Event } from "./generated/Event";

export const shell: Transport = {
  call: (name, request) => invoke("call", { name, request }),
  listen: (heard) => {
    void listen<Event>("stamboek", (message) => heard(message.payload));
  },
};
