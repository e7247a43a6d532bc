import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop, opened, window } from "./opened.mjs";
import { lessonDay, placesOf, visit } from "./registers.mjs";
import { SCREENS, decode, everybody, go, importPupils, printOutdated, sheet } from "./steps.mjs";

/** Would run, load or close something wherever it is taken for markup. */
const HOSTILE = `<img src=x onerror=window.stolen=1>"'><script>window.stolen=2</script>`;

opened({ demo: false });

test("a hostile name is text on every screen, sheet and list", async () => {
  const file = sheet(desktop, "leerlingen", [
    ["Naam", "Voornaam", "Geboortedatum", "Klas", "Persoonsnummer"],
    [HOSTILE, "+HYPERLINK(1)", "12/03/2017", "<b>1A", "48213"],
    ["Peeters", "José", "01/09/2016", "1A", "48214"],
  ]);
  await importPupils(window, desktop, file, "Databank 1");
  const { id, last_name: name } = (await everybody(window)).find((person) => person.last_name.includes("onerror"));
  const seen = [];
  const harmless = async (where) => {
    if ((await window.text()).includes("onerror")) seen.push(where);
    assert.equal(await window.run("return window.stolen ?? null"), null, where);
    assert.equal(await window.run("return document.querySelectorAll('img[src=x], script:not([src])').length"), 0, where);
  };
  for (const screen of SCREENS) {
    await go(window, screen);
    await harmless(screen);
  }
  const places = placesOf("<b>1A", await lessonDay(window, 1), id);
  const registers = places.slice(1, 4);
  for (const place of places) {
    await visit(window, place);
    if (registers.includes(place)) await window.sees("onerror");
    await harmless(place);
  }
  assert.ok(seen.includes("Leerlingen"), "the name was on a screen");
  await go(window, "Leerlingen");
  await window.press('//*[@role="gridcell" or @role="cell" or self::td][contains(., "onerror")][not(.//input)]');
  await window.picture("vijandige-naam");
  await window.control("k");
  await window.type("onerror");
  await window.until("the search finds the name", async () =>
    (await window.run("return document.querySelector('[role=dialog]')?.innerText ?? ''")).includes("onerror"),
  );
  await window.type("\uE00C");
  const pdf = await printOutdated(window, desktop, "vijandig");
  assert.deepEqual(decode(desktop, pdf).sort(), ["0000048213", "0000048214"]);
  assert.ok(name.includes("<script>"), "kept as it was typed");
  assert.equal(await window.run("return window.stolen ?? null"), null);
});

test("the content policy stops inline script, eval, frames and foreign pictures, each counted", async () => {
  const stopped = await window.run(`
    return new Promise((done) => {
      const heard = [];
      document.addEventListener("securitypolicyviolation", (event) => heard.push(event.effectiveDirective));
      const added = [];
      const add = (kind, set) => {
        added.push(Object.assign(document.createElement(kind), set));
        document.body.append(added.at(-1));
        return added.at(-1);
      };
      add("script", { textContent: "window.stolen = 'inline'" });
      add("iframe", { src: "https://example.org/" });
      add("img", { src: "https://example.org/x.png" });
      add("style", { textContent: "body { color: red }" });
      add("a", { href: "javascript:window.stolen='link'" }).click();
      document.body.setAttribute("onclick", "window.stolen = 'handler'");
      document.body.click();
      fetch("https://example.org/").catch(() => {});
      setTimeout(() => {
        for (const one of added) one.remove();
        document.body.removeAttribute("onclick");
        done({ heard, stolen: window.stolen ?? null, at: location.href });
      }, 1500);
    });`);
  assert.equal(stopped.stolen, null, "nothing ran");
  for (const directive of ["script-src-elem", "script-src-attr", "frame-src", "img-src", "style-src-elem", "connect-src"]) {
    assert.ok(stopped.heard.includes(directive), `${directive} in ${stopped.heard}`);
  }
  assert.match(stopped.at, /^tauri:\/\/localhost/, "and the page stayed where it was");
});

test("the page keeps nothing and reaches no command but ours", async () => {
  const reached = await window.run(`
    const ask = (command, body) => window.__TAURI_INTERNALS__.invoke(command, body).then(() => "done", (error) => String(error?.code ?? error));
    return Promise.all([
      ask("plugin:shell|open", { path: "https://example.org" }),
      ask("plugin:fs|read_text_file", { path: "/etc/passwd" }),
      ask("plugin:window|create", {}),
      ask("call", { name: "no_such_command", request: {} }),
    ]).then((answers) => ({ answers, kept: [localStorage.length, sessionStorage.length], globals: typeof window.__TAURI__ }));`);
  assert.ok(reached.answers.every((answer) => answer !== "done"), JSON.stringify(reached.answers));
  assert.equal(reached.answers[3], "bad_request");
  assert.deepEqual(reached.kept, [0, 0]);
  assert.equal(reached.globals, "undefined");
});

for (const screen of SCREENS) {
  test(`${screen} can be used without seeing or a mouse, as far as axe can tell`, async () => {
    await go(window, screen);
    assert.deepEqual(await window.unreachable(), []);
  });
}
