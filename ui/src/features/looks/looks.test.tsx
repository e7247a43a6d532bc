import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newBoard, newLooks } from "../../backend/fake/board";
import { syncOf } from "../../backend/fake/sync";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

function school() {
  const world = newWorld(5);
  world.board = newBoard();
  return world;
}

describe("Inzage", () => {
  it("teaches who works alone, and says to others who may", async () => {
    const { unmount } = open("/inzage", newWorld(5));
    expect(await screen.findByText("Deze laptop werkt alleen")).toBeTruthy();
    expect(await faults()).toEqual([]);
    unmount();
    open("/inzage", school(), {
      board: () => {
        throw { code: "server_failed", values: { why: "forbidden" } };
      },
    });
    expect(await screen.findByText("Alleen voor de privacyverantwoordelijke")).toBeTruthy();
  });

  it("shows who looked at whom, and what stands out (S61)", async () => {
    open("/inzage", school());
    const list = await screen.findByRole("grid", { name: "Wie wat bekeek" });
    expect(within(list).getByText("bekeek een fiche")).toBeTruthy();
    expect(within(list).getByRole("link", { name: "Baert Noor, 1A" })).toBeTruthy();
    expect(within(list).getByText("60 leerlingen")).toBeTruthy();
    expect(within(list).getAllByText("niet in dit register")).toHaveLength(1);
    expect(within(list).getByText("maakte een code voor een laptop")).toBeTruthy();
    expect(within(list).getByText("het bestuur, op de server")).toBeTruthy();
    expect(
      within(list).getByText("gaf een rol: An Peeters, Hoofd van het secretariaat"),
    ).toBeTruthy();
    expect(screen.getByText(/keek 1 keer tussen 22 en 6 uur/)).toBeTruthy();
    expect(screen.getByText(/eigen familienaam/)).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("asks for one person, and for one pupil", async () => {
    const { user, backend } = open("/inzage/leerling/p1", school());
    await user.selectOptions(await screen.findByLabelText("Wie"), "Greet Baert");
    await screen.findByText("Wie gegevens van Baert Noor bekeek");
    const asked = () => backend.calls.filter((call) => call.name === "board").at(-1)?.request;
    expect(asked()).toEqual({ what: "looks", pupil: "p1", user: "user-1", before: null });
    await user.click(screen.getByRole("button", { name: "Alle leerlingen tonen" }));
    await screen.findByText(/wat beheerders deden/);
    expect(asked()).toMatchObject({ pupil: null });
  });

  it("is one step from a pupil's sheet for a privacy officer, and for nobody else", async () => {
    const world = school();
    const pupil = world.rows[0]?.id ?? "";
    const shared = syncOf(world);
    const works = (role: string) => {
      const person = { name: "Jo", roles: [role], until: "2026-12-01T00:00:00Z", ended: false };
      const joined = {
        server: "https://school",
        school: "De Linde",
        laptop: "Secretariaat 1",
        person,
      };
      shared.status = { ...shared.status, joined };
    };
    works("secretariat");
    const { unmount } = open(`/leerlingen/${pupil}`, world);
    await screen.findByRole("heading", { name: "Geschiedenis" });
    expect(screen.queryByRole("link", { name: "Wie bekeek deze leerling?" })).toBeNull();
    unmount();
    works("privacy-officer");
    const { user } = open(`/leerlingen/${pupil}`, world);
    await user.click(await screen.findByRole("link", { name: "Wie bekeek deze leerling?" }));
    expect(await screen.findByRole("grid", { name: "Wie wat bekeek" })).toBeTruthy();
  });

  it("goes on to what is older, and tells each look once", async () => {
    const first = newLooks();
    const { user, backend } = open("/inzage", school(), {
      board: (_, request) => {
        const before = request.what === "looks" ? request.before : null;
        const looks = before
          ? [
              ...first.looks.slice(-1),
              ...first.looks.map((one) => ({ ...one, id: `${one.id}-old` })),
            ]
          : first.looks;
        return {
          shows: "looks",
          looks,
          older: before ? null : "2026-11-20T07:00:00.000001Z",
          stands_out: [],
        };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Oudere tonen" }));
    expect(await screen.findAllByText("bekeek een fiche")).toHaveLength(2);
    expect(screen.getAllByText("maakte een code voor een laptop")).toHaveLength(2);
    expect(screen.queryByRole("button", { name: "Oudere tonen" })).toBeNull();
    expect(screen.getByText("Niets valt op in wat hieronder staat.")).toBeTruthy();
    expect(backend.calls.filter((call) => call.name === "board").at(-1)?.request).toMatchObject({
      before: "2026-11-20T07:00:00.000001Z",
    });
  });
});
