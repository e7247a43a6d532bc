import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { desk, discimus } from "../../backend/fake/discimus";
import { newWorld } from "../../backend/fake/world";
import type { Discimus } from "../../backend/generated/Discimus";
import type { LinkState } from "../../backend/generated/LinkState";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

/** The screen with another state of the link. */
function linked(change: Partial<LinkState>, address = "/discimus") {
  const world = newWorld(60);
  return open(address, world, {
    discimus: async (_, request) => {
      const answer = (await discimus.discimus?.(world, request)) as Discimus;
      return { ...answer, link: { ...answer.link, ...change } };
    },
  });
}

describe("the queue of Discimus", () => {
  it("says what waits, what went wrong in the words of AGODI, and what holds it up", async () => {
    open("/discimus", newWorld(60));
    const grid = await screen.findByRole("grid", { name: "Transacties in de wachtrij" });
    const [, first, second] = within(grid).getAllByRole("row");
    expect(first?.textContent).toContain("geweigerd");
    expect(first?.textContent).toContain("ongeldig rijksregisternummer");
    expect(second?.textContent).toContain("wacht op persoon");
    expect(screen.getByText(/Laatste contact: .* 08:30\. Volgende ronde: .* 09:00\./)).toBeTruthy();
    expect(screen.getByText(/is een simulator: niets bereikt AGODI/)).toBeTruthy();
    expect(screen.getByRole("link", { name: /^Discimus/ }).textContent).toContain("5");
    expect(await faults()).toEqual([]);
  });

  it("sends all that went wrong again, one pupil's at once, and everything", async () => {
    const { user, backend } = open("/discimus", newWorld(60));
    await user.click(
      await screen.findByRole("button", { name: "Alle 2 fouten opnieuw versturen" }),
    );
    await screen.findByText("2 transacties opnieuw in de wachtrij.");
    const requests = () =>
      backend.calls.filter((call) => call.name === "discimus_do").map((call) => call.request);
    expect(requests()).toEqual([{ action: "retry", ids: [1, 3] }]);
    await user.click(screen.getByRole("button", { name: "Nu versturen" }));
    expect(requests().at(-1)).toEqual({ action: "send", pupil: null });
    expect(await screen.findByRole("heading", { name: "De wachtrij is leeg" })).toBeTruthy();
  });

  it("says in plain words that it is off, down, or going on, and stops it", async () => {
    const off = linked({
      settings: { on: false, port: 4460 },
      sender: { is: "not_this", laptop: "secretariaat-1" },
    });
    await screen.findByText(/Deze laptop \(secretariaat-1\) verstuurt niet\. Er mag maar één/);
    expect(screen.queryByRole("button", { name: "Nu versturen" })).toBeNull();
    expect(await faults()).toEqual([]);
    off.unmount();
    const down = linked({ problem: { code: "link_failed", values: { why: "slow" } } });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("antwoordde niet op tijd. Er ging niets verloren");
    down.unmount();
    const { user, backend } = linked({ working: [3, 12] });
    expect(await screen.findByText("Bezig: 3 van 12")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Stoppen" }));
    const done = backend.calls.findLast((call) => call.name === "discimus_do");
    expect(done?.request).toEqual({ action: "stop" });
  });
});

it("is turned on in one go from the empty queue, and says which laptop sends", async () => {
  const world = newWorld(60);
  desk(world).settings = { on: false, port: 4460 };
  desk(world).queue = [];
  const { user, backend } = open("/discimus", world);
  await screen.findByRole("heading", { name: "De koppeling staat uit" });
  expect(await faults()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Koppeling op deze laptop aanzetten" }));
  await screen.findByText(/Deze laptop \(secretariaat-1\) verstuurt voor de school\./);
  expect(backend.calls.find((call) => call.name === "discimus_do")?.request).toEqual({
    action: "settings",
    was: { on: false, port: 4460 },
    now: { on: true, port: 4460 },
  });
});

describe("proposals of Discimus", () => {
  it("are adopted one by one, or all that can be; a number of somebody else cannot", async () => {
    const world = newWorld(60);
    const { user, backend } = open("/discimus/voorstellen", world);
    const grid = await screen.findByRole("grid", { name: "Voorstellen" });
    expect(within(grid).getByText(/Dit INSZ is al van Peeters Noor \(2B\)/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(
      within(grid).getByRole("button", { name: /^schrijfwijze naam van .*(?<!niet) overnemen$/ }),
    );
    await screen.findByText("1 voorstel overgenomen.");
    expect(desk(world).proposals).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(desk(world).proposals).toHaveLength(3));
    await user.click(await screen.findByRole("button", { name: "Alle 2 overnemen" }));
    expect(backend.calls.findLast((call) => call.name === "discimus_do")?.request).toEqual({
      action: "adopt",
      ids: [11, 12],
    });
  });

  it("show a found number only when asked", async () => {
    const { user } = open("/discimus/voorstellen", newWorld(60));
    const [show] = await screen.findAllByRole("button", { name: /^Gevonden nummer van/ });
    expect(screen.queryByText("17.03.12-000.99")).toBeNull();
    await user.click(show as HTMLElement);
    expect(await screen.findByText("17.03.12-000.99")).toBeTruthy();
  });
});

describe("the settings of the link", () => {
  it("are saved as seen and as they become; a port must exist", async () => {
    const { user, backend } = open("/discimus/koppeling", newWorld(60));
    const port = await screen.findByRole("textbox", { name: "Poort op deze computer" });
    await user.clear(port);
    await user.type(port, "99999");
    expect(screen.getByText("Een poort is een getal van 1 tot 65535.")).toBeTruthy();
    await user.clear(port);
    await user.type(port, "4470{Enter}");
    await screen.findByText("Koppeling bewaard.");
    expect(backend.calls.find((call) => call.name === "discimus_do")?.request).toEqual({
      action: "settings",
      was: { on: true, port: 4460 },
      now: { on: true, port: 4470 },
    });
    expect(await faults()).toEqual([]);
  });
});

it("shows on the sheet of a pupil what went wrong, and sends that pupil's now", async () => {
  const world = newWorld(60);
  const pupil = desk(world).queue[0]?.pupil ?? "";
  const { user, backend } = open(`/leerlingen/${pupil}`, world);
  const part = await screen.findByRole("region", { name: "Discimus" });
  expect(part.textContent).toContain("ongeldig rijksregisternummer");
  expect(part.textContent).toContain("inschrijving in de school");
  expect(await faults()).toEqual([]);
  await user.click(within(part).getByRole("button", { name: "Nu versturen" }));
  expect(backend.calls.findLast((call) => call.name === "discimus_do")?.request).toEqual({
    action: "send",
    pupil,
  });
});
