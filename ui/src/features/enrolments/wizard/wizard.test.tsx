import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { newWorld } from "../../../backend/fake/world";
import type { EnrolRequest } from "../../../backend/generated/EnrolRequest";
import { faults } from "../../../test/axe";
import { open } from "../../../test/render";
import { EMPTY, readForm, requestOf, tidyTime } from "./form";

/** What was asked to be kept. */
function applied(backend: ReturnType<typeof open>["backend"]): EnrolRequest | undefined {
  const requests = backend.calls
    .filter((call) => call.name === "enrol")
    .map((call) => call.request as EnrolRequest);
  return requests.find((request) => request.apply);
}

const step = (name: string) => screen.findByRole("heading", { level: 2, name });

describe("enrolling by keyboard", () => {
  it("goes from the first field to a kept enrolment, and back with undo", async () => {
    const { user, backend } = open("/leerlingen", newWorld(5));
    await screen.findByRole("grid");
    await user.keyboard("{Control>}i{/Control}");
    await step("Wie");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^INSZ/)));
    await user.keyboard("17031299918{Enter}");
    await user.keyboard("Testers{Enter}Ada{Enter}12/03/2017{Enter}");
    await user.selectOptions(screen.getByLabelText("Geslacht"), "v");
    await user.keyboard("{Enter}Belg{Enter}");
    await step("Adres");
    await user.keyboard("Lindenstraat{Enter}12{Enter}{Enter}3000{Enter}");
    expect(screen.getByLabelText<HTMLInputElement>("Gemeente").value).toBe("Leuven");
    await user.keyboard("{Enter}{Enter}");
    await step("Contact");
    await user.keyboard("moe{ArrowDown}{Enter}{Enter}Testers{Enter}Eva{Enter}0470 00 00 00{Enter}");
    await user.keyboard("{PageDown}");
    await step("School en groep");
    await user.keyboard("1A{Enter}001{Enter}architect{ArrowDown}{Enter}");
    expect(screen.getByLabelText<HTMLInputElement>("Administratieve groep").value).toBe("043056");
    expect(await faults()).toEqual([]);
    await user.keyboard("{PageDown}");
    await step("Datums");
    await user.keyboard("{PageDown}");
    await step("Klopt alles?");
    expect(await faults()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText(/Testers Ada is ingeschreven vanaf 23\/11\/2026/);
    expect(applied(backend)).toMatchObject({
      fields: { insz: "17031299918", last_name: "Testers", birth_date: "12/03/2017", sex: "v" },
      address: { street: "Lindenstraat", number: "12", postcode: "3000", municipality: "Leuven" },
      contacts: [{ contact: { relation: "moeder", phone: "0470 00 00 00" } }],
      class: "1A",
      group: { group: "043056", location: "001" },
      school: { status: "realised", moment: "", from: null },
    });
    expect(backend.world.rows.some((row) => row.last_name === "Testers")).toBe(true);
    expect(backend.world.school.drafts.has("enrol")).toBe(false);
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() =>
      expect(backend.world.rows.some((row) => row.last_name === "Testers")).toBe(false),
    );
  });

  it("fills in what the INSZ tells, follows a corrected number, and leaves what was typed", async () => {
    const { user, backend } = open("/inschrijven", newWorld(5));
    await step("Wie");
    const birth = screen.getByLabelText<HTMLInputElement>("Geboortedatum");
    const sex = screen.getByLabelText<HTMLSelectElement>("Geslacht");
    const insz = screen.getByLabelText(/^INSZ/);
    await user.type(insz, "17031200245");
    await waitFor(() => expect([birth.value, sex.value]).toEqual(["12/03/2017", "v"]));
    await user.clear(insz);
    await waitFor(() => expect([birth.value, sex.value]).toEqual(["", ""]));
    await user.type(birth, "13/03/2017");
    await user.type(insz, "17031200245");
    await waitFor(() => expect(sex.value).toBe("v"));
    expect(birth.value).toBe("13/03/2017");
    expect(backend.calls.some((call) => call.name === "enrol")).toBe(true);
  });

  it("goes no further than a field that cannot be kept, and says why at that field", async () => {
    const { user } = open("/inschrijven", newWorld(5));
    await step("Wie");
    await user.type(screen.getByLabelText(/^INSZ/), "17031299919");
    await user.keyboard("{PageDown}");
    await screen.findByText(/“17031299919” is niet geldig voor INSZ/);
    expect(screen.getByLabelText(/^INSZ/).getAttribute("aria-invalid")).toBe("true");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^INSZ/)));
    expect(await faults()).toEqual([]);
    await user.clear(screen.getByLabelText(/^INSZ/));
    await user.type(screen.getByLabelText(/^INSZ/), "17031299918");
    await screen.findByText(/Het controlegetal klopt/);
  });

  it("refuses a begin in the weekend with where the rule stands", async () => {
    const { user } = open("/inschrijven", newWorld(5));
    await step("Wie");
    await user.type(screen.getByLabelText("Naam"), "Testers");
    await user.type(screen.getByLabelText("Voornaam"), "Ada");
    await user.click(screen.getByRole("button", { name: /5 Datums/ }));
    await user.type(screen.getByLabelText("Begindatum"), "22/11/2026");
    await screen.findByText(/valt in een weekend/);
    expect(screen.getAllByText(/Bron: Omzendbrief BaO\/97\/12/).length).toBeGreaterThan(0);
    await user.keyboard("{PageDown}");
    expect(screen.queryByText("Klopt alles?")).toBeNull();
  });
});

describe("whom the school calls", () => {
  it("keeps every contact in its own fields when one before it is removed", async () => {
    const { user } = open("/inschrijven", newWorld(5));
    await step("Wie");
    await user.click(screen.getByRole("button", { name: /3 Contact/ }));
    await user.click(await screen.findByRole("button", { name: "Nog iemand toevoegen" }));
    const [first, second] = screen.getAllByLabelText<HTMLInputElement>("Naam");
    if (!first || !second) throw new Error("no two contacts");
    await user.type(first, "Eerste");
    await user.type(second, "Tweede");
    await user.click(screen.getByRole("button", { name: "Contactpersoon 1 weglaten" }));
    expect(screen.getByLabelText("Naam")).toBe(second);
    expect(second.value).toBe("Tweede");
    expect(document.activeElement).toBe(
      screen.getByRole("button", { name: "Nog iemand toevoegen" }),
    );
    await user.click(screen.getByRole("button", { name: "Nog iemand toevoegen" }));
    const [kept, added] = screen.getAllByLabelText<HTMLInputElement>("Naam");
    expect(kept).toBe(second);
    expect(added?.value).toBe("");
  });

  it("shows everybody in the summary, also two of the same relation", async () => {
    const said = vi.spyOn(console, "error");
    const { user } = open("/inschrijven", newWorld(5));
    await step("Wie");
    await user.type(screen.getByLabelText("Naam"), "Testers");
    await user.click(screen.getByRole("button", { name: /3 Contact/ }));
    await user.click(await screen.findByRole("button", { name: "Nog iemand toevoegen" }));
    for (const [at, name] of ["Eva", "Mia"].entries()) {
      await user.type(screen.getAllByLabelText("Wie is dit")[at] as HTMLElement, "voogd");
      await user.type(screen.getAllByLabelText("Voornaam")[at] as HTMLElement, name);
    }
    await user.click(screen.getByRole("button", { name: /6 Nakijken/ }));
    await screen.findByText("Eva");
    expect(screen.getByText("Mia")).toBeTruthy();
    expect(screen.getAllByText("voogd")).toHaveLength(2);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});

describe("who it already could be", () => {
  it("asks before going on, and takes the pupil of the register", async () => {
    const world = newWorld(5);
    const row = world.rows[0];
    if (!row) throw new Error("no rows");
    const { user, backend } = open("/inschrijven", world);
    await step("Wie");
    await user.type(screen.getByLabelText("Naam"), row.last_name);
    await user.type(screen.getByLabelText("Voornaam"), row.first_name);
    const beside = screen.getByRole("complementary", { name: "Ernaast gekeken" });
    const name = `${row.last_name} ${row.first_name}`;
    await within(beside).findByRole("button", { name: `${name} is deze leerling` });
    expect(await faults()).toEqual([]);
    await user.keyboard("{PageDown}");
    await screen.findByText("Kies eerst of dit dezelfde leerling is.");
    // The keyboard stands on the answer.
    await user.keyboard("{Enter}");
    await screen.findByText(new RegExp(`Bekende leerling: ${name}`));
    await user.keyboard("{PageDown}");
    await step("Adres");
    expect(screen.getByLabelText<HTMLInputElement>("Straat").value).toBe("Lindenstraat");
    await user.click(screen.getByRole("button", { name: /6 Nakijken/ }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText(/is ingeschreven vanaf/);
    expect(applied(backend)).toMatchObject({ pupil: row.id, fields: {} });
  });

  it("goes on with a new pupil once everybody likely is somebody else", async () => {
    const world = newWorld(5);
    const row = world.rows[0];
    if (!row) throw new Error("no rows");
    const { user, backend } = open("/inschrijven", world);
    await step("Wie");
    await user.type(screen.getByLabelText("Naam"), row.last_name);
    await user.type(screen.getByLabelText("Voornaam"), row.first_name);
    await user.click(await screen.findByRole("button", { name: /is iemand anders$/ }));
    await waitFor(() => expect(screen.queryByText("Staat deze leerling er al in?")).toBeNull());
    await user.click(screen.getByRole("button", { name: /6 Nakijken/ }));
    await step("Klopt alles?");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText(/is ingeschreven vanaf/);
    expect(applied(backend)).toMatchObject({ pupil: null, despite_duplicates: true });
  });

  it("takes over the address of a brother or sister", async () => {
    const world = newWorld(5);
    const row = world.rows[0];
    if (!row) throw new Error("no rows");
    const { user } = open("/inschrijven", world);
    await step("Wie");
    await user.type(screen.getByLabelText("Naam"), row.last_name);
    await user.type(screen.getByLabelText("Voornaam"), "Iemand");
    await user.click(await screen.findByRole("button", { name: /^Adres en contact van/ }));
    await user.click(screen.getByRole("button", { name: /2 Adres/ }));
    expect(screen.getByLabelText<HTMLInputElement>("Straat").value).toBe("Lindenstraat");
  });
});

describe("a half-typed enrolment", () => {
  it("stands there again after a crash", async () => {
    const world = newWorld(5);
    const first = open("/inschrijven", world);
    await step("Wie");
    await first.user.type(screen.getByLabelText("Naam"), "Testers");
    await waitFor(() => expect(world.school.drafts.get("enrol")).toMatch(/Testers/), {
      timeout: 3000,
    });
    first.unmount();
    open("/inschrijven", world);
    await screen.findByText(/Alles wat u typte, staat er weer/);
    expect(screen.getByLabelText<HTMLInputElement>("Naam").value).toBe("Testers");
  });

  it("is read as it opens where something of it is missing", () => {
    expect(readForm({ fields: { last_name: "Testers" }, step: "elders" })).toEqual({
      ...EMPTY,
      fields: { ...EMPTY.fields, last_name: "Testers" },
    });
    expect(readForm("stuk")).toBeNull();
  });

  it("gives contacts that were kept without an identity one, and keeps it off the wire", () => {
    const contact = { ...EMPTY.contacts[0]?.contact, last_name: "Testers" };
    const rows = [
      { key: "", contact },
      { key: "contact-1", contact },
    ];
    const form = readForm({ fields: {}, contacts: rows });
    expect(form?.contacts.map((row) => row.id)).toEqual([0, 1]);
    expect(requestOf(form ?? EMPTY, false).contacts).toEqual(rows);
  });
});

describe("the request", () => {
  it("leaves out what is empty, and joins day and time of the moment", () => {
    const request = requestOf(
      { ...EMPTY, school: { ...EMPTY.school, moment: "2026-11-20" }, time: "10:05" },
      false,
    );
    expect(request).toMatchObject({ fields: {}, address: null, contacts: null, group: null });
    expect(request.school.moment).toBe("2026-11-20T10:05");
  });

  it.each([
    ["1005", "10:05"],
    ["9.5", "09:05"],
    ["10u30", "10:30"],
    ["straks", "straks"],
  ])("reads a time typed as %s", (typed, kept) => {
    expect(tidyTime(typed)).toBe(kept);
  });
});
