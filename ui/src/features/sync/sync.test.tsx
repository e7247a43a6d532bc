import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { joined, syncOf } from "../../backend/fake/sync";
import { newWorld } from "../../backend/fake/world";
import type { SyncStatus } from "../../backend/generated/SyncStatus";
import type { SyncTrouble } from "../../backend/generated/SyncTrouble";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { troubles } from "../../texts/nl/sync_words";

/** A laptop of the school, with another state of sync. */
function connected(change: Partial<SyncStatus> = {}, address = "/synchronisatie") {
  const world = newWorld(60);
  const there = joined(world);
  there.status = { ...there.status, ...change };
  return { world, there, ...open(address, world) };
}

const requests = (backend: ReturnType<typeof open>["backend"]) =>
  backend.calls.filter((call) => call.name === "sync_do").map((call) => call.request);

describe("a laptop that works alone", () => {
  it("says what joining brings, joins with address and code, and says nothing anywhere else", async () => {
    const { user, backend } = open("/synchronisatie", newWorld(60));
    await screen.findByRole("heading", { name: "Deze laptop werkt alleen" });
    expect(screen.queryByRole("link", { name: /Te beslissen/ })).toBeNull();
    expect(screen.queryByText(/op de server/)).toBeNull();
    expect(await faults()).toEqual([]);
    const button = screen.getByRole("button", { name: "Aansluiten" });
    expect(button).toHaveProperty("disabled", true);
    await user.type(screen.getByLabelText("Adres van de server"), "https://stamboek.voorbeeld.be");
    await user.type(screen.getByLabelText("Code van de beheerder"), "7k2m 9pqr 4t6x");
    await user.click(button);
    await screen.findByRole("heading", { name: "Wat wacht" });
    expect(requests(backend)).toEqual([
      {
        action: "join",
        address: "https://stamboek.voorbeeld.be",
        code: "7k2m 9pqr 4t6x",
        own_ca: false,
      },
    ]);
  });
});

describe("Synchronisatie", () => {
  it("says what waits since when, when there was contact, and tries now", async () => {
    const { user, backend } = connected();
    await screen.findByText(/14 invoeren staan nog niet op de server; de oudste .* 19\/11\/2026/);
    const rows = screen.getAllByRole("row").map((row) => row.textContent);
    expect(rows).toContain("aan- en afwezigheden19/11/202612");
    expect(
      screen.getByText(/Laatste contact: vandaag 08:30\. Volgende poging: .* 08:45\./),
    ).toBeTruthy();
    const bar = screen.getByRole("contentinfo");
    expect(bar.textContent).toContain("14 invoeren nog niet op de server, sinds 19/11/2026");
    expect(bar.textContent).toContain("4 te beslissen");
    expect(screen.getByRole("link", { name: /^Te beslissen/ }).textContent).toContain("4");
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Nu proberen" }));
    await screen.findByText(/Niets wacht\. Alles/);
    expect(bar.textContent).toContain("Alles staat op de server");
    expect(requests(backend)).toEqual([{ action: "now" }]);
  });

  it.each(Object.keys(troubles) as SyncTrouble[])(
    "says in plain words what %s means and what to do",
    async (trouble) => {
      connected({ trouble });
      const alert = await screen.findByRole("alert", { name: troubles[trouble].title });
      expect(alert.textContent).toContain(troubles[trouble].todo);
      expect(alert.textContent).toContain("staat veilig op deze laptop");
      const bar = screen.getByRole("contentinfo");
      expect(bar.textContent).toContain(troubles[trouble].short);
    },
  );

  it("asks who never signed in here to sign in, and not to do so again", async () => {
    const world = newWorld(60);
    const { status } = joined(world);
    Object.assign(status, { trouble: "sign_in", joined: { ...status.joined, person: null } });
    open("/synchronisatie", world);
    expect(await screen.findByRole("heading", { name: "Aanmelden" })).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByText(/opnieuw aanmelden/)).toBeNull();
  });

  it("signs in where the server asks for it, and keeps no password", async () => {
    const { user, backend } = connected({ trouble: "sign_in" });
    await user.type(await screen.findByLabelText("Aanmeldnaam"), "jan");
    const password = screen.getByLabelText("Wachtwoord");
    await user.type(password, "fout");
    await user.click(screen.getByRole("button", { name: "Aanmelden" }));
    await waitFor(() => expect((password as HTMLInputElement).value).toBe(""));
    await user.type(password, "geheim");
    await user.click(screen.getByRole("button", { name: "Aanmelden" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(requests(backend).at(-1)).toEqual({
      action: "sign_in",
      login: "jan",
      password: "geheim",
    });
  });

  it("warns of a clock that is more than two minutes off, and of nothing below that", async () => {
    const off = connected({ clock_ahead: -7200 });
    expect(await screen.findByText(/Ze loopt 2 uur achter op die van de server/)).toBeTruthy();
    off.unmount();
    connected({ clock_ahead: 119 });
    await screen.findByRole("heading", { name: "Wat wacht" });
    expect(screen.queryByText(/klok van deze laptop staat verkeerd/)).toBeNull();
  });

  it("asks before it takes over a mass change (S31), and before it leaves entries behind", async () => {
    const { user, backend } = connected({
      mass_change: { mark: "m1", removed: 250, merged: 0, unenrolled: 0, of: 1180 },
      download: { first: false, rows: 1200 },
      refused: [{ op: "op-9", kind: "edit", at: "2026-11-18T09:00:00+01:00", status: 422 }],
    });
    await screen.findByText(/250 leerlingen verdwijnen, van 1\.180 leerlingen/);
    expect(screen.getByText(/Doet u niets, dan verandert er hier niets/)).toBeTruthy();
    expect(screen.getByText(/Klopt het niet, laat het dan niet toe/)).toBeTruthy();
    expect(screen.getByText(/opnieuw opgehaald: 1\.200 tot nu toe/)).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Door de server geweigerd" })).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Toelaten…" }));
    expect(requests(backend)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Overnemen" }));
    await user.click(screen.getByRole("button", { name: "Deze laptop loskoppelen…" }));
    expect(screen.getByText(/blijven dan alleen op deze laptop/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Loskoppelen" }));
    await screen.findByRole("heading", { name: "Deze laptop werkt alleen" });
    expect(requests(backend)).toEqual([
      { action: "confirm_mass_change", mark: "m1" },
      { action: "leave", leave_behind: true },
    ]);
  });
});

describe("a mass change (S31)", () => {
  const change = { mark: "m1", removed: 250, merged: 0, unenrolled: 0, of: 1180 };
  const as = (...roles: string[]) => {
    const world = newWorld(60);
    const { status } = joined(world);
    status.mass_change = change;
    if (status.joined?.person) status.joined.person.roles = roles;
    return open("/synchronisatie", world);
  };

  it("is let in by an administrator as well", async () => {
    as("board-administrator");
    await screen.findByRole("button", { name: "Toelaten…" });
    expect(screen.queryByText(/Dit toelaten mag alleen/)).toBeNull();
  });

  it("says to anybody else who may", async () => {
    as("secretariat");
    await screen.findByText(
      /Dit toelaten mag alleen het hoofd van het secretariaat of een beheerder/,
    );
    expect(screen.queryByRole("button", { name: "Toelaten…" })).toBeNull();
    expect(await faults()).toEqual([]);
  });
});

describe("Door de server geweigerd", () => {
  it("sends once more what is whole, and offers it for nothing else", async () => {
    const entry = { op: "op-9", kind: "edit", at: "2026-11-18T09:00:00+01:00", status: 422 };
    const damaged = { ...entry, op: "op-8", status: 0 };
    const { user, backend } = connected({ refused: [damaged, entry] });
    await user.click(await screen.findByRole("button", { name: "Opnieuw versturen" }));
    expect(requests(backend)).toEqual([{ action: "send_again", ops: ["op-9"] }]);
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: "Opnieuw versturen" })).toBeNull(),
    );
    expect(screen.getByRole("heading", { name: "Door de server geweigerd" })).toBeTruthy();
  });
});

describe("Te beslissen", () => {
  it("shows both values with who, when and on which laptop, per class and day", async () => {
    connected({}, "/te-beslissen");
    const list = await screen.findByRole("list", {
      name: "Vragen over Klas 1A · 19 november 2026",
    });
    const [first] = within(list).getAllByRole("listitem");
    expect(first?.textContent).toContain("19/11/2026 voormiddag");
    expect(first?.textContent).toContain("Z (ziek)");
    expect(first?.textContent).toContain("Els, 19/11/2026 08:41, secretariaat-2");
    expect(first?.textContent).toContain("Jan, 19/11/2026 08:55, deze laptop");
    expect(
      within(first as HTMLElement).getByRole("link", { name: "Week van de klas" }),
    ).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("shows both closures with what follows from them (C6), and a number of somebody else (C15)", async () => {
    connected({}, "/te-beslissen");
    const list = await screen.findByRole("list", {
      name: "Vragen over Klas 2B · 20 november 2026",
    });
    const [closed, insz] = within(list).getAllByRole("listitem");
    expect(closed?.textContent).toContain("tot 13/11/2026");
    expect(closed?.textContent).toContain("2 aanwezigheden vallen buiten de inschrijving");
    expect(closed?.textContent).toContain("telt mee op 01/02/2027");
    expect(insz?.textContent).toContain("zelfde nummer als");
    const offered = within(insz as HTMLElement).getByRole("button", { name: /^2/ });
    expect(offered).toHaveProperty("disabled", true);
  });

  it("says facts and settings in official words, and of a setting only what differs", async () => {
    const world = newWorld(60);
    const there = joined(world);
    const [model] = there.conflicts;
    if (!model) throw new Error("a question to begin with");
    const details = (of: Record<string, string>) => ({
      is: "details" as const,
      details: Object.entries(of).map(([name, value]) => ({ name, value })),
    });
    const question = (
      subject: string,
      about: typeof model.about,
      [ours, theirs]: [Record<string, string>, Record<string, string>],
    ) => ({
      ...model,
      subject,
      about,
      in_force: { ...model.in_force, value: details(ours) },
      offers: model.offers.map((side) => ({ ...side, value: details(theirs) })),
    });
    there.conflicts = [
      question("fact/1", { is: "fact", kind: "measure" }, [
        { kind: "preventive_suspension", from: "2026-11-19" },
        { kind: "temporary_exclusion", from: "2026-11-20" },
      ]),
      question("setting/attendance", { is: "setting", key: "attendance" }, [
        { "follow_up.open_days": "7", "slots.0": "1" },
        { "follow_up.open_days": "9", "slots.0": "1" },
      ]),
    ];
    open("/te-beslissen", world);
    const list = await screen.findByRole("list", { name: /^Vragen over/ });
    const [fact, setting] = within(list).getAllByRole("listitem");
    expect(fact?.textContent).toContain("tuchtmaatregel");
    expect(fact?.textContent).toContain("soort: Preventieve schorsingvan: 19/11/2026");
    expect(fact?.textContent).toContain("soort: Tijdelijke uitsluitingvan: 20/11/2026");
    expect(setting?.textContent).toContain("instelling: codes en regels van aanwezigheden");
    expect(setting?.textContent).toContain("opvolging, reden opvolgen na dagen: 9");
    expect(setting?.textContent).not.toContain("lesuur");
    expect(await faults()).toEqual([]);
  });

  it("is decided by keyboard alone: arrows, 1 and 2, with a reason that may stay empty", async () => {
    const { user, backend, there } = connected({}, "/te-beslissen");
    await screen.findByRole("list", { name: /Klas 1A/ });
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.className).toBe("decide-choice"));
    await user.keyboard("2");
    await screen.findByText("1 vraag beslist.");
    expect(requests(backend)).toEqual([
      {
        action: "decide",
        choices: [
          {
            subject: "attendance/1/2026-11-19/VM",
            seen: "1",
            offers: ["offer-1"],
            choose: "offer-1",
          },
        ],
        reason: null,
      },
    ]);
    expect(there.conflicts).toHaveLength(3);
    // The next question takes the focus, so that the next key decides that one.
    await waitFor(() =>
      expect(document.activeElement?.closest("li")?.getAttribute("data-subject")).toContain("/2/"),
    );
    await user.keyboard("1");
    await waitFor(() => expect(requests(backend)).toHaveLength(2));
    expect(requests(backend).at(-1)).toMatchObject({ choices: [{ choose: null }] });
  });

  it("takes everything of one person for a class and day at once, and takes it back as one", async () => {
    const { user, backend, there } = connected({}, "/te-beslissen");
    await user.type(await screen.findByLabelText(/^Reden/), "telefoon met de moeder 2");
    await user.click(
      screen.getByRole("button", {
        name: "Alles van Els (secretariaat-2) voor Klas 1A · 19 november 2026",
      }),
    );
    await screen.findByText("2 vragen beslist.");
    expect(requests(backend)).toEqual([
      {
        action: "decide",
        choices: [
          { subject: "attendance/1/2026-11-19/VM", seen: "1", offers: ["offer-1"], choose: null },
          { subject: "attendance/2/2026-11-19/VM", seen: "1", offers: ["offer-2"], choose: null },
        ],
        reason: "telefoon met de moeder 2",
      },
    ]);
    expect(there.conflicts).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await waitFor(() => expect(there.conflicts).toHaveLength(4));
  });

  it("teaches while there is nothing", async () => {
    const world = newWorld(60);
    joined(world).conflicts = [];
    open("/te-beslissen", world);
    await screen.findByRole("heading", { name: "Er is niets te beslissen" });
    expect(await faults()).toEqual([]);
  });
});

describe("Aandacht nodig", () => {
  it("says why and what to do, and enters again what can be", async () => {
    const { user, backend } = connected({}, "/aandacht-nodig");
    const list = await screen.findByRole("list", { name: /Wie dit invoerde, mag dat niet/ });
    expect(list.textContent).toContain("moest worden: 1B · staat nu: 1A");
    expect(screen.getByText(/Is het juist, voer het dan onder uw naam opnieuw in/)).toBeTruthy();
    const unreadable = screen.getByRole("list", { name: /andere versie van Stamboek/ });
    expect(unreadable.textContent).toContain("de inhoud kan hier niet gelezen worden");
    expect(within(unreadable).queryByRole("button", { name: /^Opnieuw/ })).toBeNull();
    expect(await faults()).toEqual([]);
    await user.click(within(list).getByRole("button", { name: /^Opnieuw invoeren/ }));
    await screen.findByText("1 invoer opnieuw ingevoerd.");
    expect(requests(backend)).toEqual([{ action: "enter_again", ops: ["held-1"] }]);
  });

  it("puts an entry aside only with a reason", async () => {
    const { user, backend, world } = connected({}, "/aandacht-nodig");
    await user.click(await screen.findByRole("button", { name: /^Opzijzetten: onleesbare/ }));
    await user.click(screen.getByRole("button", { name: "Opzijzetten" }));
    expect(screen.getByText("Vul een reden in.")).toBeTruthy();
    await user.type(screen.getByLabelText(/Waarom/), "dubbel");
    await user.click(screen.getByRole("button", { name: "Opzijzetten" }));
    await screen.findByText("1 invoer opzijgezet.");
    expect(requests(backend)).toEqual([{ action: "dismiss", ops: ["held-2"], reason: "dubbel" }]);
    expect(syncOf(world).held).toHaveLength(1);
  });
});

describe("the state on every entry", () => {
  it("stands in the cell: both codes where somebody must choose, and what is only here", async () => {
    const world = newWorld(60);
    const row = joined(world).conflicts[0];
    const pupil = row?.who?.pupil ?? "";
    const name = world.rows.find((one) => one.id === pupil)?.class ?? "";
    world.school.marks.set(`${pupil}|2026-11-19|VM`, { code: "Z" });
    const { user } = open(`/aanwezigheden/${encodeURIComponent(name)}/2026-11-19`, world);
    const cell = await screen.findByRole("gridcell", { name: /iemand voerde ook B in/ });
    expect(cell.className).toContain("conflict");
    expect(cell.textContent).toBe("ZB");
    expect(cell.getAttribute("aria-label")).toContain("nog niet op de server");
    await user.click(cell);
    const detail = await screen.findByText(/is een vraag open: iemand voerde ook B/);
    expect(within(detail).getByRole("link").getAttribute("href")).toContain("/te-beslissen");
    await user.click(screen.getByRole("button", { name: "Geschiedenis" }));
    const panel = await screen.findByRole("complementary");
    expect(panel.textContent).toContain("iemand voerde ook B (problematisch) in");
    expect(await faults()).toEqual([]);
  });
});
