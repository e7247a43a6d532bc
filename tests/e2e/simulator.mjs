// The program in the place of AGODI, started and told how to behave.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ended } from "./desktop.mjs";

const PROGRAM = process.env.STAMBOEK_SIMULATOR ?? join(dirname(process.env.STAMBOEK_CLI), "discimus-simulator");

export class Simulator {
  #child;
  /** Where it listens on this computer. */
  port;

  /** Starts it with its demonstration: doubles, found numbers, other spellings. */
  static async start(port = 0) {
    const simulator = new Simulator();
    simulator.#child = spawn(PROGRAM, ["--port", String(port), "--demo"], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(createInterface({ input: simulator.#child.stdout }), "line");
    simulator.port = Number(new URL(line).port);
    return simulator;
  }

  /** What happens with requests from now on; without rules it behaves. */
  async behaves(...rules) {
    const answer = await fetch(`http://127.0.0.1:${this.port}/simulator/script`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ rules }),
    });
    if (!answer.ok) throw new Error(`the simulator takes no script: ${answer.status}`);
  }

  stop() {
    return ended(this.#child);
  }
}
