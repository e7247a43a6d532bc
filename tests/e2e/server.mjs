// The central server on a database that vanishes with it: starting it, pulling the network of one
// laptop, putting a backup back.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const PROGRAM = process.env.STAMBOEK_TRY_SERVER ?? join(dirname(process.env.STAMBOEK_CLI), "stamboek-try-server");

/** Where there is no network we pass for the superuser, as whom PostgreSQL runs for nobody. */
const AS_SOMEBODY = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

export class Server {
  #child;
  #lines;
  /** Of each laptop: where it finds the server, and the code that lets it in. */
  laptops = [];
  /** By which a person signs in. */
  login;
  password;

  /** Starts it with a demo school, and a server and a code for each laptop. */
  static async start(laptops = 2) {
    const server = new Server();
    const words = [PROGRAM, "--port", "0", "--laptops", String(laptops)];
    const [program, ...rest] = process.env.STAMBOEK_OFFLINE ? [...AS_SOMEBODY, ...words] : words;
    server.#child = spawn(program, rest, { stdio: ["pipe", "pipe", "inherit"] });
    server.#lines = createInterface({ input: server.#child.stdout })[Symbol.asyncIterator]();
    for (let line = ""; !line.startsWith("Wat u kunt typen"); ) {
      line = await server.#line();
      const [, url, code] = /^laptop \d+: (\S+) (\S+)$/.exec(line) ?? [];
      if (url) server.laptops.push({ url, code });
      const [, login, password] = /^aanmelden: (\S+) (\S+)$/.exec(line) ?? [];
      if (login) Object.assign(server, { login, password });
    }
    return server;
  }

  async #line() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("stamboek-try-server ended");
    return value;
  }

  async #do(...words) {
    this.#child.stdin.write(`${words.join(" ")}\n`);
    const answer = await this.#line();
    assert.ok(!answer.startsWith("fout"), `${words.join(" ")}: ${answer}`);
    return answer;
  }

  /** Pulls the network of a laptop, counted from one: nothing answers where it finds the server. */
  pullNetwork(laptop) {
    return this.#do("stop", laptop);
  }

  plugIn(laptop) {
    return this.#do("start", laptop);
  }

  /** Makes a base backup of the database. */
  backUp() {
    return this.#do("backup");
  }

  /** Puts the backup back: what came since is gone on the server. */
  restore() {
    return this.#do("restore");
  }

  /** Another code that lets one laptop in. */
  code() {
    return this.#do("code");
  }

  /** Ends it; nothing of it is left. */
  async stop() {
    const gone = once(this.#child, "exit");
    this.#child.stdin.end();
    await gone;
  }
}
