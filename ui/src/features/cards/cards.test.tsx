import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

const last = (backend: { calls: { name: string; request: unknown }[] }, name: string) =>
  backend.calls.filter((call) => call.name === name).at(-1)?.request;

describe("the screen Barcodes", () => {
  it("begins on the label that is clicked on the picture of the sheet", async () => {
    const { backend } = open("/barcodes", newWorld(60));
    const title = await screen.findByText("Begin op etiket 4");
    fireEvent.click(title.parentElement as unknown as HTMLElement);
    await waitFor(() =>
      expect(last(backend, "cards_preview")).toMatchObject({ job: { start: 4 }, sheet: 1 }),
    );
    expect(screen.getByLabelText("Begin op")).toHaveProperty("value", "4");
  });

  it("moves the first label with the arrows", async () => {
    const { user, backend } = open("/barcodes", newWorld(60));
    const picture = await screen.findByRole("img", { name: /Voorbeeld van vel 1/ });
    // Drawings take focus in a browser; the keys arrive the same way here.
    fireEvent.keyDown(picture, { key: "ArrowDown" });
    const start = await screen.findByLabelText("Begin op");
    const before = Number((start as HTMLInputElement).value);
    expect(before).toBeGreaterThan(1);
    fireEvent.keyDown(await screen.findByRole("img", { name: /Voorbeeld van vel 1/ }), {
      key: "Home",
    });
    await waitFor(() =>
      expect(last(backend, "cards_preview")).toMatchObject({ job: { start: 1 } }),
    );
    await user.tab();
  });

  it("refuses a label that is too small and offers the format that fits with one click", async () => {
    const { user, backend } = open("/barcodes", newWorld(60));
    await user.selectOptions(await screen.findByLabelText("Vel"), "L4731");
    await screen.findByRole("heading", { name: "Dit etiket is te klein voor deze barcode" });
    expect(screen.getByRole("button", { name: "Afdrukken" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: /^Neem / }));
    await waitFor(() =>
      expect(last(backend, "cards_preview")).toMatchObject({ job: { sheet: "L7651" } }),
    );
    await user.selectOptions(screen.getByLabelText("Vel"), "L7160");
  });

  it("prints, and a sheet marked as failed asks to be printed again", async () => {
    const { user, backend } = open("/barcodes", newWorld(60));
    await user.click(await screen.findByRole("button", { name: /^Afdrukken – / }));
    await waitFor(() => expect(last(backend, "cards_print")).toMatchObject({ to: "open" }));
    await user.click(
      (await screen.findAllByRole("button", { name: "Vellen tonen" }))[0] as HTMLElement,
    );
    await user.click(await screen.findByRole("button", { name: "Vel 1: gelukt" }));
    await screen.findByRole("button", { name: "Vel 1: mislukt" });
    expect(last(backend, "cards_sheet")).toMatchObject({ sheet: 1, failed: true });
  });

  it("prints a list of its own without importing it", async () => {
    const { user, backend } = open("/barcodes", newWorld(60));
    await user.selectOptions(await screen.findByLabelText("Wie"), "list");
    const panel = await screen.findByRole("complementary", { name: "Uit een lijst" });
    await user.click(within(panel).getByRole("button", { name: "Lijst kiezen…" }));
    await waitFor(() =>
      expect(last(backend, "cards_preview")).toMatchObject({ job: { selection: { who: "list" } } }),
    );
    expect(backend.calls.some((call) => call.name === "pupils_import")).toBe(false);
  });
});

it("prints the pupils that were selected in Leerlingen", async () => {
  const { user, backend } = open("/leerlingen", newWorld(60));
  const grid = await screen.findByRole("grid", { name: "Leerlingen" });
  grid.focus();
  await user.keyboard(" {ArrowDown} ");
  await user.click(await screen.findByRole("button", { name: "Naar Barcodes" }));
  await waitFor(() => {
    const { job } = (last(backend, "cards_preview") ?? {}) as {
      job?: { selection: { who: string; ids?: string[] } };
    };
    expect([job?.selection.who, job?.selection.ids?.length]).toEqual(["pupils", 2]);
  });
});

it.each([
  ["Testblad…", "variants"],
  ["Printer ijken…", "measure"],
])("%s is opened in another program, or kept as a file", async (button, page) => {
  const { user, backend } = open("/barcodes", newWorld(60));
  await user.click(await screen.findByRole("button", { name: button }));
  const panel = within(screen.getByRole("complementary"));
  await user.click(panel.getAllByRole("button", { name: "Openen en afdrukken" })[0] as HTMLElement);
  await waitFor(() => expect(last(backend, "cards_test_page")).toMatchObject({ page, to: "open" }));
  await user.click(panel.getAllByRole("button", { name: "Bewaren als pdf…" })[0] as HTMLElement);
  await screen.findByText(/^Bewaard als/);
  expect(last(backend, "cards_test_page")).toMatchObject({ page, to: "save" });
});

it("passes axe with every panel", async () => {
  const { user } = open("/barcodes", newWorld(60));
  await screen.findByRole("button", { name: /^Afdrukken/ });
  for (const button of ["Testblad…", "Printer ijken…", "Eigen formaten…"]) {
    await user.click(screen.getByRole("button", { name: button }));
    expect(await faults()).toEqual([]);
    await user.keyboard("{Escape}");
  }
  await user.selectOptions(screen.getByLabelText("Wat"), "units");
  await user.click(await screen.findByRole("button", { name: "Eenheden…" }));
  expect(await faults()).toEqual([]);
});
