// The real window, driven through WebKitWebDriver with plain HTTP. The driver starts the program
// itself, so no second driver stands between.

import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ended, until } from "./desktop.mjs";
import { runs, tree } from "./processes.mjs";
import { Display } from "./x11.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const OUT = process.env.STAMBOEK_OUT ?? ".";

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Text as an XPath literal; it may hold both kinds of quotes. */
function literal(text) {
  return `concat('', ${text.split("'").map((part) => `'${part}'`).join(`, "'", `)})`;
}

/** What the program is started with on a desktop. */
export function environment(desktop) {
  return { ...desktop.env, STAMBOEK_DATA: desktop.profile, STAMBOEK_DIALOG_ANSWERS: desktop.answers };
}

/** The number by which the display knows the window of the program. */
export function shownWindow() {
  const words = ["search", "--onlyvisible", "--name", "^Stamboek$"];
  return Number(execFileSync("xdotool", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim());
}

/** Asks a window to close, as its cross does. */
export async function askToClose(number) {
  const display = await Display.open();
  await display.askToClose(number);
  await display.close();
}

export class Window {
  #desktop;
  #driver;
  #base;
  /** What the program wrote on its output. */
  said = "";

  /** Opens the program, or another one, on a desktop and waits for its first screen. */
  static async open(desktop, program = process.env.STAMBOEK_APP) {
    const window = new Window();
    window.#desktop = desktop;
    // The program counts its dialogs from its start.
    rmSync(desktop.answers, { force: true });
    const port = await freePort();
    window.#driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
      env: { ...environment(desktop), TAURI_AUTOMATION: "true", TAURI_WEBVIEW_AUTOMATION: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [window.#driver.stdout, window.#driver.stderr]) {
      stream.on("data", (data) => {
        window.said += data;
      });
    }
    window.#base = `http://127.0.0.1:${port}`;
    await until("WebKitWebDriver listens", () => window.#send("GET", "/status"));
    const { sessionId } = await window.#send("POST", "/session", {
      // No browserName: the driver would look for a browser of that name.
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: program, args: [] } } },
    });
    window.#base += `/session/${sessionId}`;
    await window.until("the page has drawn something", () =>
      window.run("return (document.querySelector('#root') ?? document.body)?.childElementCount > 0"),
      60_000,
    );
    return window;
  }

  async #send(method, path, body) {
    const response = await fetch(this.#base + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`);
    return value;
  }

  until(what, question, milliseconds) {
    return until(what, question, milliseconds);
  }

  /** Runs a script in the page, with the driver's rights: the content policy does not stop it. */
  run(script, ...args) {
    return this.#send("POST", "/execute/sync", { script, args });
  }

  /** Asks the program what a screen would ask. Reading only: what is done is done by hand. */
  async call(name, request) {
    const answer = await this.#send("POST", "/execute/async", {
      script: `const [name, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke("call", { name, request }).then((answer) => done({ answer }), (problem) => done({ problem }));`,
      args: [name, request],
    });
    if (answer.problem) throw new Error(`${name}: ${JSON.stringify(answer.problem.code ?? answer.problem)}`);
    return answer.answer;
  }

  /** Everything that can be read on the page. */
  text() {
    return this.run("return document.body.innerText");
  }

  /** Waits until a text can be read on the page. */
  async sees(text, milliseconds) {
    await until(`“${text}” is on the page`, async () => (await this.text()).includes(text), milliseconds);
  }

  async #find(xpath) {
    const found = await this.#send("POST", "/element", { using: "xpath", value: xpath });
    return found[ELEMENT];
  }

  /** The element that answers to this XPath, once it is there. */
  element(what, xpath, milliseconds) {
    return until(what, () => this.#find(xpath), milliseconds);
  }

  async press(xpath, what = xpath, milliseconds = 15_000) {
    await until(
      `${what} can be clicked`,
      async () => {
        await this.#send("POST", `/element/${await this.#find(xpath)}/click`, {});
        return true;
      },
      milliseconds,
    );
  }

  /** Clicks the button, link, tab or choice that is called so. */
  async click(name, milliseconds) {
    const called = `[not(@disabled) and not(@aria-disabled="true") and (normalize-space()=${literal(name)} or @aria-label=${literal(name)})]`;
    const kinds = ["self::button", "self::a", "self::label", '@role="button"', '@role="tab"', '@role="option"', '@role="radio"'];
    await this.press(`//*[${kinds.join(" or ")}]${called}`, `“${name}”`, milliseconds);
  }

  /** Puts a text in the field with this label, in place of what stands there. */
  async fill(label, text) {
    const id = await until(`the field “${label}”`, () =>
      this.run(
        `const label = arguments[0];
         const named = [...document.querySelectorAll("input, textarea")].find((field) =>
           [...(field.labels ?? [])].some((one) => one.innerText.trim().startsWith(label)) ||
           (field.getAttribute("aria-label") ?? "").startsWith(label) ||
           (field.getAttribute("aria-labelledby") ?? "").split(" ").some((id) =>
             document.getElementById(id)?.innerText.trim().startsWith(label)));
         if (!named) return null;
         named.dataset.testField = "";
         document.querySelectorAll("[data-test-field]").forEach((one) => { if (one !== named) delete one.dataset.testField; });
         return true;`,
        label,
      ),
    );
    const field = id && (await this.element(label, "//*[@data-test-field]"));
    // Emptied by keys, as a person does. What the driver empties the page does not hear of: a screen
    // that is drawn again before the next key puts the old text back, and the new one lands behind it.
    await this.run("document.querySelector('[data-test-field]').focus()");
    await this.control("a");
    await this.type("\uE017");
    if (text) await this.#send("POST", `/element/${field}/value`, { text });
  }

  /** Picks an option of the list with this label. */
  async choose(label, option) {
    const list = `//label[normalize-space()=${literal(label)}]/following::select[1]`;
    await this.press(`${list}/option[normalize-space()=${literal(option)}]`, `“${option}” of “${label}”`);
  }

  /** Types as a keyboard does, to whatever has the focus; `\uE007` is Enter. */
  async type(text) {
    const actions = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** A key together with Ctrl. */
  control(key) {
    return this.chord(["\uE009"], key);
  }

  /** A key while others are held down. */
  async chord(held, key) {
    const actions = [
      ...held.map((value) => ({ type: "keyDown", value })),
      { type: "keyDown", value: key },
      { type: "keyUp", value: key },
      ...held.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    await this.#send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Picture of its screen: WebDriver's own hangs with this web view, so the display's root window. */
  async picture(name) {
    await pause(300);
    execFileSync("import", ["-window", "root", join(OUT, `${name}.png`)], { env: this.#desktop.env, stdio: "ignore" });
  }

  /** What axe-core finds against WCAG 2.2 AA on this screen, one line a rule. */
  async unreachable() {
    const axe = readFileSync(new URL("../../ui/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
    await this.run(`if (!window.axe) { ${axe}; } return true;`);
    return this.#send("POST", "/execute/async", {
      script: `const done = arguments[arguments.length - 1];
        window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })
          .then(({ violations }) => done(violations.map((one) =>
            one.id + ": " + one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", "))),
          (error) => done([String(error)]));`,
      args: [],
    });
  }

  /** The processes of the program, itself first. */
  processes() {
    return tree(this.#driver.pid).slice(1);
  }

  /** Asks the window to close, as its cross does. */
  quit() {
    return askToClose(shownWindow());
  }

  /** Kills the program, the web view and the driver at once, as a power cut does. */
  async cutPower() {
    const all = this.processes();
    for (const pid of all) process.kill(pid, "SIGKILL");
    await ended(this.#driver, "SIGKILL");
    await until("all its processes are gone", () => !all.some(runs));
  }

  /** Ends the program and the driver, and waits until both are gone. */
  async close() {
    const all = this.processes();
    await this.#send("DELETE", "").catch(() => {});
    await ended(this.#driver);
    // Until then it holds the register, and nobody else may open it.
    const gone = () => !all.some(runs);
    await until("it ends by itself", gone, 10_000).catch(() => {
      // The driver now and then takes the page away and leaves the window: end what is left.
      for (const pid of all.filter(runs)) process.kill(pid, "SIGTERM");
    });
    await until("all its processes are gone", gone, 60_000);
  }
}

/** Tells the next file dialogs of the window what to answer. */
export function willChoose(desktop, ...paths) {
  for (const path of paths) appendFileSync(desktop.answers, `${path}\n`);
}
