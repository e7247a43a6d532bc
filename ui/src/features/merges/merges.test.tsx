import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { addDouble, answer, mergesOf } from "../../backend/fake/merges";
import { joined } from "../../backend/fake/sync";
import { newWorld } from "../../backend/fake/world";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

/** A school in which one pupil stands twice. */
function twice(change: Partial<PupilRow> = {}) {
  const world = newWorld(60);
  const one = world.rows.find((row) => row.has_insz && row.number) as PupilRow;
  const other = addDouble(world, one, { class: "6B", stamnummer: "", ...change });
  return { world, one, other, name: `${one.last_name} ${one.first_name}` };
}

const compared = ({ one, other }: { one: PupilRow; other: PupilRow }) =>
  `/leerlingen/samenvoegen/${other.id}/${one.id}`;

const requests = (backend: ReturnType<typeof open>["backend"], what: string) =>
  backend.calls
    .filter(({ name, request }) => name === "merge" && (request as { what: string }).what === what)
    .map(({ request }) => request);

describe("Mogelijk dubbel", () => {
  it("is reached from Leerlingen, with the count, and says why in words (C10)", async () => {
    const { world, name } = twice();
    const { user } = open("/", world);
    const nav = await screen.findByRole("link", { name: /Leerlingen 1 mogelijk dubbel/ });
    expect(nav).toBeTruthy();
    await user.click(await screen.findByRole("button", { name: "Mogelijk dubbel (1)" }));
    const list = await screen.findByRole("list", { name: /Paren/ });
    expect(within(list).getAllByText(name)).toHaveLength(2);
    expect(within(list).getByText("zelfde naam en geboortedatum")).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("goes from pair to pair with arrows, and keeps the focus in the list", async () => {
    const { world, one, name } = twice();
    const second = world.rows.find((row) => row.id !== one.id && row.kind === "pupil") as PupilRow;
    addDouble(world, second);
    const { user } = open("/leerlingen/dubbel", world);
    await screen.findByRole("list", { name: /Paren/ });
    await user.keyboard("{ArrowDown}");
    const first = document.activeElement?.getAttribute("aria-label") ?? "";
    expect(first).toMatch(/^Vergelijken: /);
    await user.keyboard("{ArrowDown}");
    expect(document.activeElement?.getAttribute("aria-label")).not.toBe(first);
    await user.click(screen.getByRole("button", { name: `Is iemand anders: ${name} en ${name}` }));
    await screen.findByText(/twee verschillende leerlingen/);
    await waitFor(() =>
      expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Vergelijken: /),
    );
  });

  it("remembers that two are two, and takes that back", async () => {
    const { world, one, other, name } = twice();
    const { user, backend } = open("/leerlingen/dubbel", world);
    await user.click(
      await screen.findByRole("button", { name: `Is iemand anders: ${name} en ${name}` }),
    );
    await screen.findByRole("heading", { name: "Niemand staat dubbel" });
    expect(requests(backend, "apart")).toEqual([{ what: "apart", one: one.id, other: other.id }]);
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await screen.findByRole("list", { name: /Paren/ });
  });

  it("says of two with one stamnummer what to do, and not that they may stay so", async () => {
    const { world, one, other } = twice();
    for (const row of [one, other]) {
      Object.assign(row, { stamnummer: "2600011", institution: "012345" });
    }
    const { user } = open("/leerlingen/dubbel", world);
    expect(await screen.findByText(/nooit hetzelfde stamnummer/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Is iemand anders/ })).toBeNull();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: /^Vergelijken/ }));
    await screen.findByRole("button", { name: "Samenvoegen…" });
    expect(screen.getByText(/nooit hetzelfde stamnummer/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Is iemand anders" })).toBeNull();
  });

  it("lets only the lead of the secretariat merge where laptops work together (security 8)", async () => {
    const school = twice();
    const shared = joined(school.world);
    const works = (role: string) => {
      const { status } = shared;
      const person = status.joined?.person;
      if (!status.joined || !person) throw new Error("somebody works here");
      shared.status = {
        ...status,
        joined: { ...status.joined, person: { ...person, roles: [role] } },
      };
    };
    works("secretariat");
    const { unmount } = open(compared(school), school.world);
    await screen.findByText(/mag alleen het hoofd van het secretariaat/);
    expect(screen.queryByRole("button", { name: /^Samenvoegen/ })).toBeNull();
    expect(screen.getByRole("button", { name: "Is iemand anders" })).toBeTruthy();
    expect(await faults()).toEqual([]);
    unmount();
    works("secretariat-lead");
    open(compared(school), school.world);
    expect(await screen.findByRole("button", { name: /^Samenvoegen/ })).toBeTruthy();
  });

  it("teaches while nobody stands twice", async () => {
    open("/leerlingen/dubbel", newWorld(60));
    await screen.findByRole("heading", { name: "Niemand staat dubbel" });
    expect(screen.getByText(/Stamboek voegt nooit zelf samen/)).toBeTruthy();
    expect(await faults()).toEqual([]);
  });
});

describe("Vergelijken en samenvoegen", () => {
  it("proposes who stays, takes what is missing there, and lets each field be chosen by keyboard", async () => {
    const there = twice();
    const { world, one, other, name } = there;
    world.rows = world.rows.map((row) => (row.id === one.id ? { ...row, location: "" } : row));
    const { user, backend } = open(compared(there), world);
    const stays = await screen.findByRole("radio", { name: /voorstel/ });
    expect(stays).toHaveProperty("checked", true);
    const place = await screen.findByRole("radiogroup", { name: "Vestigingsplaats" });
    expect(within(place).getByRole("radio", { name: /andere fiche/ })).toHaveProperty(
      "checked",
      true,
    );
    const klas = screen.getByRole("radiogroup", { name: "Klas" });
    const ours = within(klas).getByRole("radio", { name: /fiche die blijft/ });
    expect(ours).toHaveProperty("checked", true);
    expect(screen.getByText(/^Gelijk: naam, voornaam, geboortedatum/)).toBeTruthy();
    expect(screen.getByText("3 aan- en afwezigheden")).toBeTruthy();
    expect(await faults()).toEqual([]);
    ours.focus();
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(within(klas).getByText("6B")).toBeTruthy());
    expect(within(klas).getByRole("radio", { name: /6B/ })).toHaveProperty("checked", true);

    await user.click(screen.getByRole("button", { name: "Samenvoegen…" }));
    expect(requests(backend, "merge")).toEqual([]);
    expect(screen.getByText(/de andere fiche verdwijnt uit alle lijsten/).textContent).toContain(
      "wordt overgenomen: klas, vestigingsplaats.",
    );
    expect(document.activeElement?.textContent).toBe("Annuleren");
    await user.click(screen.getByRole("button", { name: "Samenvoegen" }));
    await screen.findByText(`Samengevoegd: alles staat nu bij ${name}.`);
    expect(requests(backend, "merge")).toMatchObject([
      { from: other.id, to: one.id, fields: ["class", "location"] },
    ]);
    expect(await screen.findByText("Samengevoegd met", { exact: false })).toBeTruthy();
    await user.click(
      within(screen.getByRole("status")).getByRole("button", { name: "Ongedaan maken" }),
    );
    await waitFor(() => expect(world.rows.some((row) => row.id === other.id)).toBe(true));
  });

  it("turns round who stays, and what was chosen stays chosen", async () => {
    const there = twice();
    const { one, other } = there;
    const { user, backend } = open(compared(there), there.world);
    const group = await screen.findByRole("radiogroup", { name: "Klas" });
    await user.click(within(group).getByRole("radio", { name: /6B/ }));
    await user.click(screen.getByRole("radio", { name: /6B · / }));
    await waitFor(() =>
      expect(
        within(screen.getByRole("radiogroup", { name: "Klas" })).getByRole("radio", {
          name: "6B fiche die blijft",
        }),
      ).toHaveProperty("checked", true),
    );
    await user.click(screen.getByRole("button", { name: "Samenvoegen…" }));
    await user.click(screen.getByRole("button", { name: "Samenvoegen" }));
    await waitFor(() => expect(requests(backend, "merge")).toHaveLength(1));
    expect(requests(backend, "merge")).toMatchObject([{ from: one.id, to: other.id }]);
  });

  it("warns of two different INSZ, and names the half days that become a question", async () => {
    const there = twice({ has_insz: true });
    there.world.insz.set(there.other.id, "00.00.00-999.00");
    mergesOf(there.world).cells = [{ day: "2026-11-19", half: "VM", from: "B", to: "Z" }];
    const { user } = open(compared(there), there.world);
    const alert = await screen.findByRole("alert", { name: /Beide fiches hebben een INSZ/ });
    expect(alert.textContent).toContain("bijna altijd twee kinderen");
    const row = screen.getByRole("row", { name: /19\/11\/2026 voormiddag/ });
    expect(row.textContent).toContain("Z (ziek)B");
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Samenvoegen…" }));
    expect(screen.getByText(/1 vraag komt bij Te beslissen/)).toBeTruthy();
  });

  it("says what is wrong when somebody changed the record meanwhile", async () => {
    const there = twice();
    const { user } = open(compared(there), there.world, {
      merge: (world, request) => {
        if (request.what === "merge") throw { code: "merge_refused", values: { why: "changed" } };
        return answer(world, request);
      },
    });
    await user.click(await screen.findByRole("button", { name: "Samenvoegen…" }));
    await user.click(screen.getByRole("button", { name: "Samenvoegen" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/intussen/);
  });
});

describe("from the sheet", () => {
  it("looks for the other record by hand, with the likely ones first", async () => {
    const there = twice();
    const { user } = open(`/leerlingen/${there.one.id}`, there.world);
    await user.click(
      await screen.findByRole("link", { name: "Samenvoegen met een andere leerling…" }),
    );
    await screen.findByRole("heading", { name: "Mogelijk dezelfde" });
    const third = there.world.rows.find(
      (row) => row.last_name !== there.one.last_name && row.kind === "pupil",
    ) as PupilRow;
    await user.type(screen.getByRole("textbox", { name: "Zoek de andere fiche" }), third.last_name);
    const found = await screen.findAllByRole("link", {
      name: new RegExp(`^Vergelijken: ${third.last_name} ${third.first_name}`),
    });
    expect(await faults()).toEqual([]);
    await user.click(found[0] as HTMLElement);
    await screen.findByRole("heading", { name: "Vergelijken en samenvoegen" });
  });

  it("takes apart again, after showing what goes back and what stays (C13)", async () => {
    const there = twice();
    const { world, other, name } = there;
    world.history.set(other.id, [
      {
        at: "2026-11-20T09:00:00+01:00",
        kind: "pupil.edit",
        batch_kind: "edit",
        batch: "batch-before",
        field: "class",
        was: "5A",
        now: "6B",
        undone: false,
      },
    ]);
    const { user, backend } = open(compared(there), world);
    await user.click(await screen.findByRole("button", { name: "Samenvoegen…" }));
    await user.click(screen.getByRole("button", { name: "Samenvoegen" }));
    await screen.findByText(`was ingevoerd bij ${name}`);
    await user.click(screen.getByRole("link", { name: `Weer uit elkaar halen: ${name}` }));
    await screen.findByRole("heading", { name: "Wat teruggaat" });
    expect(screen.getByText("3 aan- en afwezigheden")).toBeTruthy();
    expect(screen.getByText(/1 gegeven werd na het samenvoegen gewijzigd en blijft/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Uit elkaar halen…" }));
    await user.click(screen.getByRole("button", { name: "Uit elkaar halen" }));
    await screen.findByText(`${name} heeft weer een eigen fiche.`);
    expect(requests(backend, "part")).toEqual([
      { what: "part", from: other.id, seen: `part ${other.id}` },
    ]);
    expect(world.rows.some((row) => row.id === other.id)).toBe(true);
  });

  it("is linked to from a number that somebody else has (C15)", async () => {
    const world = newWorld(60);
    joined(world);
    const { user } = open("/te-beslissen", world);
    await user.click(await screen.findByRole("link", { name: /Is dit dezelfde leerling/ }));
    await screen.findByRole("heading", { name: "Vergelijken en samenvoegen" });
  });
});
