import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../backend/fake/world";
import { faults } from "../test/axe";
import { open } from "../test/render";
import { PLACES } from "./routes";

describe("the frame", () => {
  it.each(PLACES.map((place) => [place.label, place.path]))(
    "%s passes axe",
    async (label, path) => {
      open(path);
      await screen.findByRole("heading", { level: 1, name: new RegExp(label) });
      expect(await faults()).toEqual([]);
    },
  );

  it("shows what asks for action, the school and the state of the file", async () => {
    open();
    const nav = await screen.findByRole("navigation");
    expect(within(nav).getByRole("link", { name: /Barcodes/ }).textContent).toMatch(/\d/);
    expect(screen.getByText(/BS De Regenboog · 039107/)).toBeTruthy();
    expect(screen.getByText(/Opgeslagen op deze laptop/)).toBeTruthy();
    // A laptop alone says nothing of a server.
    expect(screen.queryByText(/op de server/)).toBeNull();
  });

  it("finds a pupil with Ctrl K and opens the sheet with Enter", async () => {
    const { user } = open();
    await screen.findByRole("grid");
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: /Zoek/ }), "ozdemir");
    const options = await screen.findAllByRole("option", { name: /Özdemir/ });
    const name = options[0]?.querySelector(".cut")?.textContent ?? "";
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("complementary", { name })).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("opens what was typed, also when Enter comes before the answer", async () => {
    const later: (() => void)[] = [];
    const { user } = open("/", newWorld(5), {
      search: (_world, { text }) => {
        const classes = ["L1A", "L1B"].filter((one) => one.startsWith(text));
        const answer = {
          pupils: [],
          classes: classes.map((one) => ({ class: one, pupils: 20 })),
        };
        // The last letter takes a while.
        if (text !== "L1B") return answer;
        return new Promise((done) => later.push(() => done(answer))) as never;
      },
    });
    await screen.findByRole("grid");
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: /Zoek/ }), "aanwezigheden L1");
    await screen.findByRole("option", { name: /van L1B/ });
    await user.keyboard("B{Enter}");
    expect(screen.getByRole("dialog")).toBeTruthy();
    await waitFor(() => expect(later.length).toBe(1));
    later[0]?.();
    expect(await screen.findByRole("heading", { level: 1, name: /L1B/ })).toBeTruthy();
  });

  it("goes to a screen with Alt and a digit, and shows the keys with F1", async () => {
    const { user } = open();
    await screen.findByRole("grid");
    const third = PLACES[2]?.label ?? "";
    await user.keyboard("{Alt>}3{/Alt}");
    expect(await screen.findByRole("heading", { level: 1, name: third })).toBeTruthy();
    await user.keyboard("{F1}");
    expect(await screen.findByRole("complementary", { name: "Toetsen" })).toBeTruthy();
    await user.keyboard("{Escape}");
    await waitFor(() =>
      expect(screen.queryByRole("complementary", { name: "Toetsen" })).toBeNull(),
    );
  });

  it("takes the tenth screen with Alt 0, also where digits need Shift", async () => {
    open();
    await screen.findByRole("grid");
    fireEvent.keyDown(document.body, { key: "à", code: "Digit0", altKey: true });
    const tenth = PLACES[9]?.label ?? "";
    expect(await screen.findByRole("heading", { level: 1, name: tenth })).toBeTruthy();
  });

  it("takes back the last action with Ctrl Z and does it again with Ctrl Y", async () => {
    const { user, backend } = open();
    const row = backend.world.rows[0];
    if (!row) throw new Error("no rows");
    await screen.findByRole("grid");
    await backend.call("pupil_edit", {
      id: row.id,
      items: [{ field: "class", was: row.class, now: "9Z" }],
    });
    await user.keyboard("{Control>}z{/Control}");
    await screen.findByText(/Ongedaan gemaakt: wijziging van een leerling/);
    expect(backend.world.rows[0]?.class).toBe(row.class);
    await user.keyboard("{Control>}y{/Control}");
    await screen.findByText(/Opnieuw gedaan/);
    expect(backend.world.rows[0]?.class).toBe("9Z");
  });

  it("leaves Ctrl Z to a field in which somebody types", async () => {
    const { user, backend } = open();
    await screen.findByRole("grid");
    await user.type(screen.getByRole("textbox", { name: /Zoeken in de lijst/ }), "a");
    await user.keyboard("{Control>}z{/Control}");
    expect(backend.calls.some((call) => call.name === "undo")).toBe(false);
  });

  it("says calmly that the program refused, with a way to try again", async () => {
    const world = newWorld(5);
    let refused = true;
    const { user } = open("/", world, {
      pupils_list: () => {
        if (refused) throw { code: "disk", values: { detail: "lezen" } };
        return { rows: world.rows };
      },
    });
    expect((await screen.findByRole("alert")).textContent).toMatch(
      /De schijf van deze laptop weigerde/,
    );
    refused = false;
    await user.click(screen.getByRole("button", { name: "Opnieuw proberen" }));
    expect(await screen.findByRole("grid")).toBeTruthy();
  });

  it("warns when the file is damaged", async () => {
    const { backend } = open();
    await screen.findByRole("grid");
    backend.call = ((call) => async (name: never, request: never) => {
      const answer = await call(name, request);
      return name === "session_state" ? { ...(answer as object), integrity: "damaged" } : answer;
    })(backend.call) as typeof backend.call;
    backend.say({ event: "changed", subjects: ["session"] });
    expect(await screen.findByText(/bestand is beschadigd/)).toBeTruthy();
  });
});
