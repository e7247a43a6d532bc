import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Request } from "../../backend";
import type { Handlers } from "../../backend/fake";
import { overlaps } from "../../backend/fake/overlaps";
import { newWorld } from "../../backend/fake/world";
import type { Overlaps } from "../../backend/generated/Overlaps";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

const LIST = "Leerlingen die ook elders ingeschreven zijn";

async function names(): Promise<string[]> {
  const grid = await screen.findByRole("grid", { name: LIST });
  return within(grid)
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.querySelector(".strong")?.textContent ?? "");
}

/** Leaving changes attendance and a count day. */
const leave: Handlers["leave"] = (_, { apply }) => ({
  applicable: true,
  problem: null,
  remarks: [
    {
      refuses: false,
      kind: { what: "leaves_while_compulsory", until: "2035-06-30" },
      source: { title: "Omzendbrief", address: "" },
    },
  ],
  school: null,
  groups: [],
  classes: [],
  marks: Array.from({ length: 6 }, (_, index) => ({
    at: { day: `2026-11-${16 + index}`, half: "VM" as const },
    code: "D",
  })),
  count_days: [{ day: "2027-02-01", was: true, now: false }],
  batch: apply ? "b1" : null,
});

/** The panel of the worst case. */
async function worst(over: Handlers = {}) {
  const shown = open("/ook-elders", newWorld(60), over);
  const grid = await screen.findByRole("grid", { name: LIST });
  grid.focus();
  await shown.user.keyboard("{Enter}");
  const panel = await screen.findByRole("complementary");
  await within(panel).findByText("Wat onze school mag doen");
  return { ...shown, panel };
}

function asked(calls: { name: string; request: unknown }[]): Request<"overlap_do"> | undefined {
  return calls.findLast((call) => call.name === "overlap_do")?.request as Request<"overlap_do">;
}

describe("Ook elders", () => {
  it("shows the worst first, each as a picture that can be read out", async () => {
    open("/ook-elders", newWorld(60));
    expect(await names()).toHaveLength(5);
    const [first] = screen.getAllByRole("img");
    expect(first?.getAttribute("aria-label")).toBe(
      "Bij ons van 01/09/2026 tot 31/08/2027. GBS De Linde van 12/11/2026 tot 31/08/2027. Samen van 12/11/2026 tot 31/08/2027",
    );
    const grid = screen.getByRole("grid", { name: LIST });
    const [, row] = within(grid).getAllByRole("row");
    expect(row?.textContent).toContain("blauw: Overlappende of parallelle inschrijving");
    expect(row?.textContent).toContain("293 dagen");
    expect(row?.textContent).toContain("daar 10/11/2026 om 16:05");
    expect(row?.textContent).toContain("teruggekomen");
    expect(screen.getByRole("link", { name: /^Ook elders/ }).textContent).toContain("2");
    expect(await faults()).toEqual([]);
  });

  it("narrows to a kind, a state and a search, and types into the search from the list", async () => {
    const { user } = open("/ook-elders", newWorld(60));
    await names();
    await user.click(screen.getByRole("button", { name: "ziekenhuisschool 1" }));
    expect(await names()).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "alle 5" }));
    screen.getByRole("grid", { name: LIST }).focus();
    await user.keyboard("anker");
    expect(await names()).toHaveLength(1);
    await user.keyboard("{Escape}");
    expect(await names()).toHaveLength(5);
  });

  it("says what the school may do in words, with the circular, and nothing for type 5", async () => {
    const { user, panel } = await worst();
    expect(within(panel).getByText("Uitschrijven mag")).toBeTruthy();
    expect(within(panel).getAllByText(/Bron: Omzendbrief BaO\/97\/12/).length).toBeGreaterThan(0);
    expect(within(panel).getByText("De andere school schreef het laatst in.")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "ziekenhuisschool 1" }));
    screen.getByRole("grid", { name: LIST }).focus();
    await user.keyboard("{Enter}");
    const other = await screen.findByRole("complementary");
    expect(await within(other).findByText("Zo laten")).toBeTruthy();
    expect(within(other).queryByRole("button", { name: /Uitschrijven/ })).toBeNull();
  });

  it("closes ours on the day before theirs begins, after showing what changes, and notes it in the same action", async () => {
    const { user, backend, panel } = await worst({ leave });
    await user.click(within(panel).getByRole("button", { name: "Uitschrijven op 11/11/2026…" }));
    expect(
      await within(panel).findByText(/6 halve dagen aanwezigheid vallen erbuiten/),
    ).toBeTruthy();
    expect(
      within(panel).getByText(/Op de teldag 01\/02\/2027 telt de leerling niet meer mee/),
    ).toBeTruthy();
    const leaves = () =>
      backend.calls.filter((call) => call.name === "leave") as { request: Request<"leave"> }[];
    expect(leaves().every((call) => !call.request.apply)).toBe(true);
    expect(await faults()).toEqual([]);
    await user.click(within(panel).getByRole("button", { name: "Uitschrijven op 11/11/2026" }));
    await screen.findByText(/is uitgeschreven; laatste dag 11\/11\/2026/);
    expect(leaves().find((call) => call.request.apply)?.request).toMatchObject({
      how: { how: "ends", until: "2026-11-11" },
      case: expect.stringMatching(/2026-2027$/),
    });
    expect(asked(backend.calls)).toBeUndefined();
  });

  it("cancels the enrolment in the group of who never came, without a last day", async () => {
    const { user, backend, panel } = await worst({ leave });
    await user.click(within(panel).getByRole("button", { name: "Uitschrijven op 11/11/2026…" }));
    await user.click(within(panel).getByRole("radio", { name: /kwam nooit, of komt niet/ }));
    expect(await within(panel).findByText(/geen enkele gedeelde dag meer/)).toBeTruthy();
    expect(within(panel).queryByLabelText("Laatste dag bij ons")).toBeNull();
    const button = { name: "Inschrijving in de groep annuleren" };
    await user.click(within(panel).getByRole("button", button));
    await screen.findByText(/komt niet; de inschrijving in de groep is geannuleerd/);
    const applied = backend.calls.find(
      (call) => call.name === "leave" && (call.request as Request<"leave">).apply,
    );
    expect(applied?.request).toMatchObject({
      how: { how: "never_came" },
      case: expect.stringMatching(/2026-2027$/),
    });
    expect(asked(backend.calls)).toBeUndefined();
  });

  it("counts nothing to look at of what Discimus does not show yet, in the list as above it", async () => {
    const world = newWorld(60);
    open("/ook-elders", world, {
      overlaps: async (_, request) => {
        const all = (await overlaps.overlaps?.(world, request)) as Overlaps;
        const hidden = all.pupils.map((pupil) => ({
          ...pupil,
          pairs: pupil.pairs.map((row) => ({ ...row, pair: { ...row.pair, visible: false } })),
        }));
        return { ...all, pupils: hidden };
      },
    });
    await names();
    expect(screen.getByRole("button", { name: "te bekijken 0" })).toBeTruthy();
  });

  it("says of whom it was solved that no day is shared any more, with what was done", async () => {
    const world = newWorld(60);
    const all = (await overlaps.overlaps?.(world, {
      on: null,
      pupil: null,
      school: null,
    })) as Overlaps;
    const [solved] = all.pupils;
    const [row] = solved?.pairs ?? [];
    if (!solved || !row) throw new Error("somebody in two schools");
    const step = {
      at: "2026-11-21T10:00:00+01:00",
      by: "",
      action: { what: "ours_never_came" as const },
      note: "",
    };
    const { pupil, last_name, first_name } = solved;
    const gone = {
      ...{ pupil, last_name, first_name, class: solved.class, school: "GBS De Linde" },
      left: { state: "open" as const },
      case: {
        ...row.case,
        steps: [step],
        standing: { state: "gone" as const, came_back: 0 },
      },
    };
    const career = {
      ...{ previous: null, next: null, handed_over: null },
      ...{ year: "2026-2027", all: solved.theirs },
    };
    open(`/ook-elders/${pupil}`, world, {
      overlaps: () => ({ ...all, pupils: [], gone: [gone], career }),
    });
    const panel = await screen.findByRole("complementary", { name: `${last_name} ${first_name}` });
    expect(await within(panel).findByText(/nog in twee scholen/)).toBeTruthy();
    expect(within(panel).getByText(/bij ons nooit gekomen/)).toBeTruthy();
  });

  it("names whom to call: the other school, and whoever the file of the pupil names", async () => {
    const { user, panel } = await worst();
    await user.click(within(panel).getByRole("button", { name: "Telefoon noteren…" }));
    const phones = await within(panel).findByRole("list", { name: "Wie u kunt bellen" });
    expect(phones.textContent).toContain("GBS De Linde");
    expect(phones.textContent).toMatch(/0\d{2,3} /);
  });

  it("notes a call with what was said, and shows it in the log", async () => {
    const { user, backend, panel } = await worst();
    await user.click(within(panel).getByRole("button", { name: "Telefoon noteren…" }));
    await user.type(
      within(panel).getByRole("textbox", { name: "Opmerking" }),
      "belt maandag terug",
    );
    await user.click(within(panel).getByRole("checkbox", { name: "Wij wachten op antwoord" }));
    await user.click(within(panel).getByRole("button", { name: "Noteren" }));
    expect(await within(panel).findByText("belt maandag terug")).toBeTruthy();
    expect(asked(backend.calls)?.act).toMatchObject({
      do: "note",
      case: "012345/2026-2027",
      action: { what: "call", waits: true },
    });
    await waitFor(() => expect(within(panel).getByText("wacht op telefoon")).toBeTruthy());
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(within(panel).queryByText("belt maandag terug")).toBeNull());
  });

  it("postpones for a week unless another day is typed", async () => {
    const { user, backend, panel } = await worst();
    await user.click(within(panel).getByRole("button", { name: "Uitstellen…" }));
    await user.click(within(panel).getByRole("button", { name: "Noteren" }));
    await within(panel).findByText("uitgesteld tot 28/11/2026", { selector: ".pill" });
    expect(asked(backend.calls)?.act).toMatchObject({
      action: { what: "postpone", until: "2026-11-28" },
    });
    const link = screen.getByRole("link", { name: /^Ook elders/ });
    await waitFor(() => expect(link.textContent).toContain("1"));
  });

  it("leaves a case to the other school, and opens it again", async () => {
    const { user, panel } = await worst();
    await user.click(within(panel).getByRole("button", { name: "Andere school is fout…" }));
    expect(within(panel).getByText(/dan komt het geval terug/)).toBeTruthy();
    await user.click(within(panel).getByRole("button", { name: "Noteren" }));
    await within(panel).findByText("andere school past aan", { selector: ".pill" });
    await user.click(within(panel).getByRole("button", { name: "Opnieuw openen" }));
    await within(panel).findByText("te doen", { selector: ".pill" });
  });

  it("makes the letter to the parents and a text for a mail to the other school", async () => {
    const { user, backend, panel } = await worst({
      letter_save: (_, { to }) => ({
        file_name: to === "text" ? null : "brief.pdf",
        batch: to === "text" ? null : "b1",
        texts: to === "text" ? ["Beste collega"] : [],
      }),
    });
    await user.click(within(panel).getByRole("button", { name: "Brief aan de ouders" }));
    await screen.findByText(/^Brief bewaard als/);
    const letters = () =>
      backend.calls.filter((call) => call.name === "letter_save").map((call) => call.request);
    expect(letters()[0]).toMatchObject({ letter: "overlap_parents", to: "save", record: true });
    await user.click(within(panel).getByRole("button", { name: "Brief of mail aan de school…" }));
    await user.click(within(panel).getByRole("button", { name: "Tekst voor een mail" }));
    const text = await within(panel).findByRole("textbox", { name: "Tekst voor de mail" });
    expect(text).toHaveProperty("readOnly", true);
    expect(letters()[1]).toMatchObject({ letter: "overlap_school", to: "text", record: false });
    await user.click(
      within(panel).getByRole("button", { name: "Noteren dat de mail verstuurd is" }),
    );
    await waitFor(() =>
      expect(asked(backend.calls)?.act).toMatchObject({ action: { what: "mail_to_school" } }),
    );
  });

  it("takes away an enrolment elsewhere only after asking once more", async () => {
    const { user, backend, panel } = await worst();
    await user.click(within(panel).getByRole("button", { name: "Schrappen…" }));
    await user.keyboard("{Enter}");
    expect(asked(backend.calls)).toBeUndefined();
    await user.click(within(panel).getByRole("button", { name: "Schrappen…" }));
    await user.click(within(panel).getByRole("button", { name: "Ja, schrappen" }));
    await screen.findByText("Inschrijving in GBS De Linde geschrapt.");
    expect(asked(backend.calls)?.act).toMatchObject({ do: "elsewhere", now: null });
  });

  it("teaches what comes here while nobody is enrolled elsewhere", async () => {
    const world = newWorld(5);
    const { user } = open("/ook-elders", world, {
      overlaps: async (_, request) => ({
        ...((await overlaps.overlaps?.(world, request)) as Overlaps),
        pupils: [],
      }),
    });
    expect(
      await screen.findByRole("heading", { name: "Niemand is ook elders ingeschreven" }),
    ).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Lijst inlezen…" }));
    expect(
      await screen.findByRole("heading", { name: "Inschrijvingen in andere scholen" }),
    ).toBeTruthy();
  });

  it("adds an enrolment elsewhere that somebody typed", async () => {
    const { user, backend } = open("/ook-elders/nieuw", newWorld(60));
    const panel = await screen.findByRole("complementary", {
      name: "Inschrijving elders toevoegen",
    });
    await user.click(within(panel).getByRole("button", { name: "Toevoegen" }));
    expect(within(panel).getByRole("alert").textContent).toContain("Kies een leerling");
    const pupil = backend.world.rows.at(-1);
    await user.type(
      within(panel).getByRole("textbox", { name: "Leerling" }),
      pupil?.last_name ?? "",
    );
    const hits = await within(panel).findByRole("list", { name: "Leerling" });
    await user.click(within(hits).getAllByRole("button")[0] as HTMLElement);
    await user.type(within(panel).getByRole("textbox", { name: "Andere school" }), "horizon");
    const schools = await within(panel).findByRole("list", { name: "Andere school" });
    await user.click(within(schools).getByRole("button", { name: /^BS De Horizon/ }));
    await user.type(within(panel).getByRole("textbox", { name: "Eerste dag daar" }), "05/10/2026");
    expect(await faults()).toEqual([]);
    await user.click(within(panel).getByRole("button", { name: "Toevoegen" }));
    await screen.findByText(/^Inschrijving elders van/);
    expect(asked(backend.calls)?.act).toEqual({
      do: "elsewhere",
      was: null,
      now: {
        institution: "045123",
        school: "BS De Horizon",
        period: { from: "2026-10-05", until: null },
        moment: "",
        hospital: false,
      },
    });
  });
});
