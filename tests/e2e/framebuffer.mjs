// A display in memory whose pixels lie in a file: what is on screen is seen without a picture
// being made, so that looking costs nothing of what is measured.

import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ended } from "./desktop.mjs";

const WIDTH = 1280;
const HEIGHT = 800;

export class Framebuffer {
  #server;
  #folder;
  #file;
  #start;
  #line;

  /** Starts the display; its name is `display`. */
  static async open() {
    const one = new Framebuffer();
    one.#folder = mkdtempSync(join(tmpdir(), "stamboek-display-"));
    const words = ["-displayfd", "3", "-screen", "0", `${WIDTH}x${HEIGHT}x24`, "-fbdir", one.#folder, "-nolisten", "tcp"];
    one.#server = spawn("Xvfb", words, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    one.display = await new Promise((resolve, reject) => {
      one.#server.once("error", reject);
      one.#server.stdio[3].once("data", (data) => resolve(`:${String(data).trim()}`));
    });
    one.#file = openSync(join(one.#folder, "Xvfb_screen0"), "r");
    // The header of an X window dump: big-endian words; pixels follow it and the colour table.
    const header = Buffer.alloc(100);
    readSync(one.#file, header, 0, 100, 0);
    one.#line = header.readUInt32BE(12 * 4);
    one.#start = header.readUInt32BE(0) + header.readUInt32BE(19 * 4) * 12;
    return one;
  }

  /** Brightness from 0 to 255 of `count` pixels of a line. */
  brightness(x, y, count) {
    const pixels = Buffer.alloc(count * 4);
    readSync(this.#file, pixels, 0, pixels.length, this.#start + y * this.#line + x * 4);
    return Array.from({ length: count }, (_, at) => (pixels[at * 4] + pixels[at * 4 + 1] + pixels[at * 4 + 2]) / 3);
  }

  /** The colour of a pixel, as `#rrggbb`. */
  colour(x, y) {
    const pixel = Buffer.alloc(4);
    readSync(this.#file, pixel, 0, 4, this.#start + y * this.#line + x * 4);
    return `#${pixel.subarray(0, 3).reverse().toString("hex")}`;
  }

  async close() {
    closeSync(this.#file);
    await ended(this.#server);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
