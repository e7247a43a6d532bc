import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

async function sheet() {
  const world = newWorld(60);
  const pupil = world.rows.find((row) => row.class === "1A");
  const opened = open(`/leerlingen/${pupil?.id}`, world);
  const box = await screen.findByRole("region", { name: "Inschrijvingen in klassen" });
  return { ...opened, pupil, box };
}

describe("the enrolments of a pupil", () => {
  it("begin in another class on a day and end the open one the day before", async () => {
    const { user, backend, pupil, box } = await sheet();
    expect(within(box).getByText("vanaf 01/09/2026")).toBeTruthy();
    await user.click(within(box).getByRole("button", { name: "In een klas inschrijven…" }));
    await user.click(within(box).getByRole("button", { name: "Inschrijven" }));
    expect(within(box).getByText("Vul de klas in.")).toBeTruthy();
    await user.type(within(box).getByRole("combobox", { name: "Klas" }), "4B");
    const from = within(box).getByRole("textbox", { name: "Eerste dag" });
    await user.clear(from);
    await user.type(from, "23/11/2026");
    expect(await faults()).toEqual([]);
    await user.click(within(box).getByRole("button", { name: "Inschrijven" }));
    expect(await within(box).findByText("01/09/2026 – 22/11/2026")).toBeTruthy();
    expect(within(box).getByText("vanaf 23/11/2026")).toBeTruthy();
    expect(backend.calls.find((call) => call.name === "class_enrol")?.request).toEqual({
      pupil: pupil?.id,
      class: "4B",
      location: "",
      from: "2026-11-23",
    });
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    expect(await within(box).findByText("vanaf 01/09/2026")).toBeTruthy();
  });

  it("get a last day, which is taken back with what was seen", async () => {
    const { user, backend, box } = await sheet();
    await user.click(within(box).getByRole("button", { name: "Laatste dag in 1A invullen" }));
    await user.click(within(box).getByRole("button", { name: "Bewaren" }));
    expect(await within(box).findByText("01/09/2026 – 21/11/2026")).toBeTruthy();
    await user.click(within(box).getByRole("button", { name: "Laatste dag in 1A terugnemen" }));
    await waitFor(() => expect(within(box).getByText("vanaf 01/09/2026")).toBeTruthy());
    expect(backend.calls.findLast((call) => call.name === "class_leave")?.request).toMatchObject({
      was: "2026-11-21",
      now: null,
    });
  });

  it("say why a last day cannot be", async () => {
    const { user, box } = await sheet();
    await user.click(within(box).getByRole("button", { name: "Laatste dag in 1A invullen" }));
    const last = within(box).getByRole("textbox", { name: "Laatste dag" });
    await user.clear(last);
    await user.type(last, "31/08/2026");
    await user.click(within(box).getByRole("button", { name: "Bewaren" }));
    expect((await within(box).findByRole("alert")).textContent).toContain("niet geldig");
  });
});
