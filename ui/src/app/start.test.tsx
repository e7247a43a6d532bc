import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { use } from "../backend";
import { askAhead } from "../backend/ahead";
import { fake } from "../backend/fake";
import { newWorld } from "../backend/fake/world";
import { newQueryClient, take } from "../backend/queries";
import { App } from "./App";

/** The window on a stand-in that was asked ahead, as `main.tsx` does it. */
async function start(over: Parameters<typeof fake>[1] = {}, opened = () => {}) {
  const backend = fake(newWorld(5), over);
  use(backend);
  window.location.hash = "/";
  const client = newQueryClient();
  await take(client, askAhead());
  opened();
  render(<App client={client} />);
  return (name: string) => backend.calls.filter((one) => one.name === name).length;
}

describe("the first screen", () => {
  it("stands at once on what was asked ahead, and asks none of it again", async () => {
    const asked = await start();
    expect(screen.getByRole("grid")).toBeTruthy();
    expect([asked("session_state"), asked("pupils_list")]).toEqual([1, 1]);
  });

  it("asks anew what was refused because the register was not open yet", async () => {
    let ready = false;
    const world = newWorld(5);
    const pupils_list = () => {
      if (!ready) throw { code: "not_ready", values: {} };
      return { rows: world.rows };
    };
    const asked = await start({ pupils_list }, () => {
      ready = true;
    });
    expect(await screen.findByRole("grid")).toBeTruthy();
    expect(asked("pupils_list")).toBe(2);
  });
});
