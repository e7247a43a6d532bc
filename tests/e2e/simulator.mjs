// The program in the place of AGODI, started and told how to behave.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ended } from "./desktop.mjs";

const PROGRAM = process.env.STAMBOEK_SIMULATOR ?? join(dirname(process.env.STAMBOEK_CLI), "discimus-simulator");

export class Simulator {
  #child;
  /** Where it listens on this computer. */
  port;

  /** Starts it, with its demonstration unless told otherwise: doubles, found numbers, other spellings. */
  static async start({ demo = true } = {}) {
    const simulator = new Simulator();
    simulator.#child = spawn(PROGRAM, ["--port", "0", ...(demo ? ["--demo"] : [])], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(createInterface({ input: simulator.#child.stdout }), "line");
    simulator.port = Number(new URL(line).port);
    return simulator;
  }

  /** What happens with requests from now on; without rules it behaves. */
  async behaves(...rules) {
    await this.#script({ rules });
  }

  async #script(script) {
    const answer = await fetch(`http://127.0.0.1:${this.port}/simulator/script`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(script),
    });
    if (!answer.ok) throw new Error(`the simulator takes no script: ${answer.status}`);
  }

  /** An enrolment in a school that does not use this program. */
  async knows(enrolment) {
    await this.#script({ enrolments: [enrolment] });
  }

  stop() {
    return ended(this.#child);
  }
}

const NO_ADDRESS = { street: "", number: "", postbox: "", postcode: "", municipality: "", country: "" };
const DETAILS = {
  group: "043056", location: "001", language: "dutch", philosophy: null, funding: null, previous: null, special_type: null,
  residence: "", sport: "", language_courses: "", language_exemption: "", flags: {},
};

/** Another school that tells its enrolments to the same simulator, as its own program would. */
export class OtherSchool {
  #simulator;
  #institution;
  #told = new Map();
  #version = 0;

  constructor(simulator, institution) {
    this.#simulator = simulator;
    this.#institution = institution;
  }

  /** Enrols somebody there: `from` and `until` days, `moment` with its time. */
  async enrols(person, { from, until, moment }) {
    const one = { pupil: randomUUID(), enrolment: randomUUID(), group: randomUUID(), from, until };
    this.#told.set(person.insz, one);
    await this.#tell(one, "person", {
      ...{ last_name: person.last_name, first_name: person.first_name, birth_date: person.birth_date, insz: person.insz },
      ...{ sex: "m", nationality: "Belg", address: NO_ADDRESS },
    });
    await this.#tell(one, "school", { stamnummer: "2600042", moment, from, cancelled: "", enrolment: one.enrolment });
    await this.#group(one, null);
  }

  /** That school ends it itself. */
  async lets(person, until) {
    const one = this.#told.get(person.insz);
    await this.#group(one, until);
    await this.#tell(one, "leaving", { enrolment: one.enrolment, until, cause: "", situation: "" });
  }

  #group({ from, until, ...one }, ended) {
    const group = { id: one.group, enrolment: one.enrolment, from, expected_until: until, until: ended, cancelled: false };
    return this.#tell(one, "group", { ...group, details: DETAILS });
  }

  async #tell(one, subject, content) {
    const record = `${subject}/${one.pupil}`;
    this.#version += 1;
    const transaction = { id: randomUUID(), institution: this.#institution, pupil: one.pupil, record, version: this.#version, subject };
    const answer = await fetch(`http://127.0.0.1:${this.#simulator.port}/v1/transactions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...transaction, content: { of: subject, ...content } }),
    });
    const { outcome, text } = await answer.json();
    assert.equal(outcome, "processed", text);
  }
}
