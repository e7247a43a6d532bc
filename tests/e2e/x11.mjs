// What no tool of a bare display does: ask a window to close, as the cross of a window manager
// does, lay something over it, and press a key at a moment that is known. X11 itself, as in its
// protocol's own words.

import { execFileSync } from "node:child_process";
import { connect } from "node:net";

const BACKGROUND = 0x2;
const OVERRIDE_REDIRECT = 0x200;

const little16 = (value) => Buffer.from([value & 255, value >> 8]);
const little32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

/** A request: its code, a byte of its own, its length in words, what follows. */
const request = (code, byte, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([code, byte]), little16(1 + body.length / 4), body]);
};

/** The cookie that lets a program onto the display. */
function cookie(display) {
  const line = execFileSync("xauth", ["list", display], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\n")[0];
  const [, name = "", value = ""] = line.split(/\s+/);
  return [Buffer.from(name), Buffer.from(value, "hex")];
}

export class Display {
  #socket;
  #bytes;
  #left = Buffer.alloc(0);
  #root;
  #ours;

  static async open(name = process.env.DISPLAY) {
    const display = new Display();
    display.#socket = connect(`/tmp/.X11-unix/X${/:(\d+)/.exec(name)[1]}`);
    display.#bytes = display.#socket[Symbol.asyncIterator]();
    const [kind, value] = cookie(name);
    const lengths = [11, 0, kind.length, value.length, 0].map(little16);
    display.#socket.write(Buffer.concat([Buffer.from("l\0"), ...lengths, padded(kind), padded(value)]));
    const answer = await display.#read(8);
    const setup = await display.#read(answer.readUInt16LE(6) * 4);
    if (answer[0] !== 1) throw new Error("the display lets nobody in");
    display.#ours = setup.readUInt32LE(4);
    const vendor = (setup.readUInt16LE(16) + 3) & ~3;
    display.#root = setup.readUInt32LE(32 + vendor + setup[21] * 8);
    return display;
  }

  async #read(count) {
    while (this.#left.length < count) {
      const { value, done } = await this.#bytes.next();
      if (done) throw new Error("the display closed the connection");
      this.#left = Buffer.concat([this.#left, value]);
    }
    const taken = this.#left.subarray(0, count);
    this.#left = this.#left.subarray(count);
    return taken;
  }

  /** The answer to a request; what the display tells by itself in between is passed over. */
  async #answer(asked) {
    this.#socket.write(asked);
    let answer = await this.#read(32);
    while (answer[0] > 1) answer = await this.#read(32);
    if (answer[0] === 0) throw new Error("the display refuses");
    return answer;
  }

  /** What the display knows of a name: an atom (16) or an extension (98). */
  #named(code, name) {
    return this.#answer(request(code, 0, little16(name.length), little16(0), padded(Buffer.from(name))));
  }

  async #atom(name) {
    return (await this.#named(16, name)).readUInt32LE(8);
  }

  /** Asks the window with this number to close. */
  async askToClose(window) {
    const words = [window, await this.#atom("WM_PROTOCOLS"), await this.#atom("WM_DELETE_WINDOW"), 0, 0, 0, 0];
    const event = Buffer.concat([Buffer.from([33, 32, 0, 0]), ...words.map(little32)]);
    this.#socket.write(request(25, 0, little32(window), little32(0), event));
  }

  /** Lays a plain window of this colour (`0xrrggbb`) over all others, until the display is closed. */
  cover(colour, width, height) {
    const place = [0, 0, width, height, 0, 1].map(little16);
    const values = [0, BACKGROUND | OVERRIDE_REDIRECT, colour, 1].map(little32);
    this.#socket.write(request(1, 0, little32(this.#ours), little32(this.#root), ...place, ...values));
    this.#socket.write(request(8, 0, little32(this.#ours)));
  }

  /** What presses this key (a keysym), as a keyboard does. */
  async key(keysym) {
    const extension = (await this.#named(98, "XTEST"))[9];
    const [first, count] = [8, 248];
    const head = await this.#answer(request(101, 0, Buffer.from([first, count, 0, 0])));
    const symbols = await this.#read(head.readUInt32LE(4) * 4);
    const at = Array.from({ length: count }, (_, code) => symbols.readUInt32LE(code * head[1] * 4)).indexOf(keysym);
    const event = (type) => request(extension, 2, Buffer.from([type, first + at, 0, 0]), Buffer.alloc(28));
    const both = Buffer.concat([event(2), event(3)]);
    return () => this.#socket.write(both);
  }

  close() {
    return new Promise((done) => this.#socket.end(done));
  }
}
