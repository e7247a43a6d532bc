import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop, opened, window } from "./opened.mjs";
import { classesOf, commandLine, emptyDay, lessonDay, moveTo, openRegister, settled, shownCells } from "./registers.mjs";

let day;
let name;

opened({
  then: async () => {
    day = await lessonDay(window);
    name = (await classesOf(window, day, 10)).find((one) => one.class.startsWith("L")).class;
    await emptyDay(window, name, day);
    await openRegister(window, name, day, "day");
  },
});

test("while the window has the register open, the command line is refused it", () => {
  assert.throws(
    () => commandLine(desktop, "attendance", "roll", "--class", name, "--date", day),
    ({ status, stderr }) => status === 1 && JSON.parse(stderr).code === "register_in_use",
  );
});

test("a cell that became something else between reading and typing is left as it is, and says so", async () => {
  await moveTo(window, 1, 0);
  const week = await window.call("attendance_week", { class: name, day });
  const at = { day, half: "VM" };
  const edit = { pupil: week.rows[1].pupil, at, was: null, now: { code: "B" } };
  // Another hand in the same register; the key follows before the screen has asked again.
  await window.run(
    `const [request] = arguments;
     const cell = document.activeElement;
     return window.__TAURI_INTERNALS__.invoke("call", { name: "attendance_set", request }).then(() => {
       cell.dispatchEvent(new KeyboardEvent("keydown", { key: "z", code: "KeyZ", bubbles: true, cancelable: true }));
       return cell.dataset.place;
     });`,
    { cells: [edit] },
  );
  await settled(window);
  await window.sees("Z is niet bewaard");
  await window.picture("intussen-gewijzigd");
  const now = await window.call("attendance_week", { class: name, day });
  const place = now.columns.findIndex((column) => column.at.day === day && column.at.half === "VM");
  assert.equal(now.rows[1].cells[place].mark.code, "B", "what the other wrote stands");
  const shown = await shownCells(window);
  assert.equal(shown["1:0"].text, "B", "and is what the screen shows");
  assert.ok(!shown["1:0"].kept, "with the sign that the key was not kept");
  assert.deepEqual(await window.unreachable(), []);
});

test("typing again, now that it is seen, is kept", async () => {
  await moveTo(window, 1, 0);
  await window.type("z");
  await settled(window);
  await window.until("the new mark is kept", async () => (await shownCells(window))["1:0"]?.text === "Z");
  assert.ok((await shownCells(window))["1:0"].kept);
});
