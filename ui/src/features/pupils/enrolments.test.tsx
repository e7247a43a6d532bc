import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import { open } from "../../test/render";

it("the sheet shows the classes of a pupil and leads to the file", async () => {
  const world = newWorld(60);
  const pupil = world.rows.find((row) => row.class === "1A");
  const { user } = open(`/leerlingen/${pupil?.id}`, world);
  const box = await screen.findByRole("region", { name: "Inschrijvingen in klassen" });
  expect(within(box).getByText("vanaf 01/09/2026")).toBeTruthy();
  await user.click(within(box).getByRole("link", { name: "Inschrijvingen en dossier" }));
  const name = `${pupil?.last_name} ${pupil?.first_name}`;
  expect(await screen.findByRole("heading", { level: 1, name })).toBeTruthy();
});
