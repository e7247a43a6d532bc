// Laptops of one school, each with a screen, a home folder and a window of its own.

import { desktop } from "./desktop.mjs";
import { Framebuffer } from "./framebuffer.mjs";
import { Window } from "./window.mjs";

/** A laptop without a window yet; in a theme, as pictures name it. */
export class Laptop {
  #screen;
  desktop;
  window;

  static async start(theme = "licht") {
    const laptop = new Laptop();
    laptop.#screen = await Framebuffer.open();
    laptop.desktop = await desktop("unlocked", laptop.#screen.display);
    if (theme === "donker") laptop.desktop.env.GTK_THEME = "Adwaita:dark";
    return laptop;
  }

  /** Opens the window and waits for its first screen. */
  async open() {
    this.window = await Window.open(this.desktop);
    return this.window;
  }

  /** Closes the window: nobody holds the register any more. */
  async shut() {
    await this.window?.close();
    this.window = undefined;
  }

  async stop() {
    await this.shut();
    await this.desktop?.close();
    await this.#screen?.close();
  }
}
