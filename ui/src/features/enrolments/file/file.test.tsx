import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../../backend/fake/world";
import type { LeaveRequest } from "../../../backend/generated/LeaveRequest";
import { faults } from "../../../test/axe";
import { open } from "../../../test/render";
import { axisOf, barOf, placeOf, type Span, ticksOf } from "./spans";

async function file() {
  const world = newWorld(60);
  const pupil = world.rows.find((row) => row.class === "1A" && row.kind === "pupil");
  if (!pupil) throw new Error("nobody in 1A");
  const opened = open(`/leerlingen/${pupil.id}/inschrijvingen`, world);
  await screen.findByRole("heading", { name: "Inschrijvingen in de school" });
  return { ...opened, pupil, world };
}

const left = (calls: { name: string; request: unknown }[]) =>
  calls
    .filter((call) => call.name === "leave")
    .map((call) => call.request as LeaveRequest)
    .find((request) => request.apply);

describe("the file of a pupil", () => {
  it("shows the enrolments as a picture that is told in words too", async () => {
    const { pupil } = await file();
    const picture = screen.getByRole("img", { name: /Tijdlijn/ });
    expect(picture.getAttribute("aria-label")).toMatch(/School gerealiseerd, vanaf 01\/09\/2026/);
    expect(picture.getAttribute("aria-label")).toMatch(/Groep 043056, 01\/09\/2026 – 31\/08\/2027/);
    expect(screen.getByText(new RegExp(`stamnummer ${pupil.stamnummer}`))).toBeTruthy();
    expect(screen.getByText("contactpersoon")).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("ends an enrolment with what falls outside before it is kept, and takes that back", async () => {
    const { user, backend, pupil, world } = await file();
    world.school.marks.set(`${pupil.id}|2026-11-20|VM`, {
      code: "Z",
      time: null,
      note: "",
    } as never);
    await user.click(screen.getByRole("button", { name: "Uitschrijven…" }));
    const panel = await screen.findByRole("complementary", { name: "Uitschrijven" });
    const until = within(panel).getByLabelText<HTMLInputElement>("Laatste dag");
    expect(until.value).toBe("20/11/2026");
    within(panel).getByText(
      /Voorstel: 20\/11\/2026, de laatste dag met les; vandaag is er geen les/,
    );
    await user.clear(until);
    await user.type(until, "18/11/2026");
    await user.type(within(panel).getByLabelText("Aanleiding"), "Verhuizing");
    await within(panel).findByText(/De inschrijving in de school eindigt op 18\/11\/2026/);
    expect(within(panel).getByText(/20\/11 VM Z/)).toBeTruthy();
    expect(
      within(panel).getByText(/teldag 01\/02\/2027 telt de leerling dan niet meer mee/),
    ).toBeTruthy();
    expect(within(panel).getByText(/leerplichtig tot/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(within(panel).getByRole("button", { name: "Uitschrijven" }));
    await screen.findByText(/is uitgeschreven\./);
    expect(left(backend.calls)).toMatchObject({
      how: { how: "ends", until: "2026-11-18", cause: "Verhuizing" },
    });
    await screen.findByText("01/09/2026 – 18/11/2026", { selector: ".strong" });
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() =>
      expect(screen.queryByText("01/09/2026 – 18/11/2026", { selector: ".strong" })).toBeNull(),
    );
  });

  it("refuses a last day before the begin, and says that never coming is something else", async () => {
    const { user } = await file();
    await user.click(screen.getByRole("button", { name: "Uitschrijven…" }));
    const panel = await screen.findByRole("complementary", { name: "Uitschrijven" });
    const until = within(panel).getByLabelText("Laatste dag");
    await user.clear(until);
    await user.type(until, "31/08/2026");
    await within(panel).findByText(/Kies dan “nooit gekomen”/);
    const button = within(panel).getByRole<HTMLButtonElement>("button", { name: "Uitschrijven" });
    await waitFor(() => expect(button.disabled).toBe(true));
  });

  it("cancels only with a reason and a confirmation", async () => {
    const { user, backend } = await file();
    await user.click(screen.getByRole("button", { name: "Uitschrijven…" }));
    const panel = await screen.findByRole("complementary", { name: "Uitschrijven" });
    await user.click(within(panel).getByRole("radio", { name: /administratieve vergissing/ }));
    const button = within(panel).getByRole<HTMLButtonElement>("button", {
      name: "Inschrijving annuleren",
    });
    await within(panel).findByText(/Zeg welke/);
    expect(button.disabled).toBe(true);
    await user.type(within(panel).getByLabelText("Welke vergissing?"), "Verkeerde leerling");
    await user.click(within(panel).getByRole("checkbox", { name: /volledig gewist/ }));
    await waitFor(() => expect(button.disabled).toBe(false));
    await user.click(button);
    await screen.findByText("geannuleerd", { selector: ".pill" });
    expect(left(backend.calls)).toMatchObject({
      how: { how: "cancel", reason: "Verkeerde leerling", confirmed: true },
    });
    expect(screen.getByText("reden: Verkeerde leerling")).toBeTruthy();
  });

  it("keeps another address and whom to call, and takes that back", async () => {
    const { user } = await file();
    await user.click(screen.getByRole("button", { name: "Adres en contact wijzigen" }));
    const panel = await screen.findByRole("complementary", { name: "Adres en contact" });
    const street = within(panel).getByLabelText("Straat");
    await user.clear(street);
    await user.type(street, "Kerkstraat");
    await user.type(within(panel).getByLabelText("Wie is dit"), "voogd");
    await user.type(within(panel).getByLabelText("Telefoon"), "0470 00 00 00");
    expect(await faults()).toEqual([]);
    await user.click(within(panel).getByRole("button", { name: "Bewaren" }));
    await screen.findByText("Adres en contact bewaard.");
    expect(await screen.findByText(/^Kerkstraat/)).toBeTruthy();
    expect(screen.getByText("0470 00 00 00")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(screen.queryByText(/^Kerkstraat/)).toBeNull());
  });

  it("moves to another class and group from a day on", async () => {
    const { user } = await file();
    await user.click(screen.getByRole("button", { name: "Andere groep of klas…" }));
    const panel = await screen.findByRole("complementary", { name: "Andere groep of klas" });
    const on = within(panel).getByLabelText("Eerste dag daar");
    await user.clear(on);
    await user.type(on, "23/11/2026");
    await user.type(within(panel).getByLabelText("Klas"), "1B");
    await user.type(within(panel).getByLabelText("Administratieve groep"), "043062");
    await within(panel).findByText(/1B · groep 043062/);
    expect(await faults()).toEqual([]);
    await user.click(within(panel).getByRole("button", { name: "Verplaatsen" }));
    await screen.findByText(/1 leerling verplaatst vanaf 23\/11\/2026/);
    await screen.findByText("01/09/2026 – 22/11/2026", { selector: ".groups .soft" });
  });

  it("has in the panels what was typed before a crash, until it is kept or cancelled", async () => {
    const { user, world, pupil, unmount } = await file();
    await user.click(screen.getByRole("button", { name: "Andere groep of klas…" }));
    await user.type(await screen.findByLabelText("Klas"), "1B");
    const name = `move/${pupil.id}`;
    await waitFor(() => expect(world.school.drafts.get(name)).toMatch(/1B/), { timeout: 3000 });
    unmount();
    const again = open(`/leerlingen/${pupil.id}/inschrijvingen`, world);
    await again.user.click(await screen.findByRole("button", { name: "Andere groep of klas…" }));
    await screen.findByText(/Alles wat u typte, staat er weer/);
    expect(screen.getByLabelText<HTMLInputElement>("Klas").value).toBe("1B");
    await again.user.click(screen.getByRole("button", { name: "Annuleren" }));
    await waitFor(() => expect(world.school.drafts.has(name)).toBe(false));
  });
});

describe("the time axis", () => {
  const span = (from: string, until: string): Span => ({
    key: from,
    lane: "class",
    label: "1A",
    from,
    until,
    void: false,
  });

  it("goes over whole school years", () => {
    expect(axisOf([span("2026-11-23", "")], "2026-11-21")).toEqual({
      from: "2026-09-01",
      until: "2027-08-31",
    });
    expect(axisOf([span("2024-09-01", "2025-06-30")], "2026-11-21")).toEqual({
      from: "2024-09-01",
      until: "2027-08-31",
    });
  });

  it("draws the first day at the begin, the last day included, and one day not as nothing", () => {
    const axis = { from: "2026-09-01", until: "2027-08-31" };
    expect(placeOf("2026-09-01", axis)).toBe(0);
    expect(barOf(span("2026-09-01", "2027-08-31"), axis)).toEqual([0, 100]);
    expect(barOf(span("2026-09-01", ""), axis)).toEqual([0, 100]);
    expect(barOf(span("2026-09-01", "2026-09-01"), axis)[1]).toBeGreaterThan(0.5);
  });

  it("marks months of one year, and years of more", () => {
    expect(ticksOf({ from: "2026-09-01", until: "2027-08-31" }).map((tick) => tick.label)[4]).toBe(
      "jan",
    );
    expect(ticksOf({ from: "2025-09-01", until: "2027-08-31" }).map((tick) => tick.label)).toEqual([
      "2025-26",
      "2026-27",
    ]);
  });
});
