import type { CardJob } from "../generated/CardJob";
import type { CardsPreview } from "../generated/CardsPreview";
import type { CardsSettingsRequest } from "../generated/CardsSettingsRequest";
import type { PlacedLabel } from "../generated/PlacedLabel";
import type { Printer } from "../generated/Printer";
import type { PrintRow } from "../generated/PrintRow";
import type { PupilRow } from "../generated/PupilRow";
import type { Saved } from "../generated/Saved";
import type { SheetFormat } from "../generated/SheetFormat";
import type { TextAt } from "../generated/TextAt";
import type { Unit } from "../generated/Unit";
import type { Handlers } from ".";
import { batch, NOW, type World } from "./world";

function textAt(x: number, y: number, size: number, bold: boolean, text: string): TextAt {
  // About what DejaVu Sans takes; the real widths come from the program.
  return { x, y, size, bold, text, width: text.length * size * (bold ? 0.225 : 0.195) };
}

/** The units of the invented school. */
export const UNITS: Unit[] = [
  { text: "Warme maaltijd", code: "MAALTIJD" },
  { text: "Soep", code: "SOEP" },
  { text: "Voorschoolse opvang", code: "OPVANG-VM" },
  { text: "Naschoolse opvang", code: "OPVANG-NM" },
];

function format(
  code: string,
  name: string,
  brands: string,
  [columns, rows]: [number, number],
  [label_width, label_height]: [number, number],
  [margin_left, margin_top]: [number, number],
  [pitch_x, pitch_y]: [number, number],
): SheetFormat {
  return {
    code,
    name,
    brands,
    page_width: 210,
    page_height: 297,
    columns,
    rows,
    label_width,
    label_height,
    margin_left,
    margin_top,
    pitch_x,
    pitch_y,
    corner_radius: 1.76,
    own: false,
  };
}

interface Desk {
  formats: SheetFormat[];
  printers: Printer[];
  units: Unit[];
  prints: (PrintRow & { ids: string[] })[];
  job: CardJob;
}

const desks = new WeakMap<World, Desk>();

function desk(world: World): Desk {
  let found = desks.get(world);
  if (!found) {
    found = {
      formats: [
        format(
          "L7160",
          "A4 21 x 63,5 x 38,1",
          "Avery L7160, Herma 4677",
          [3, 7],
          [63.5, 38.1],
          [7.2, 15.15],
          [66.04, 38.1],
        ),
        format(
          "3475",
          "A4 24 x 70 x 36",
          "Zweckform 3475, Herma 4360",
          [3, 8],
          [70, 36],
          [0, 4.5],
          [70, 36],
        ),
        format(
          "L7651",
          "A4 65 x 38,1 x 21,2",
          "Avery L7651",
          [5, 13],
          [38.1, 21.17],
          [4.67, 10.9],
          [40.64, 21.17],
        ),
        format(
          "L4731",
          "A4 189 x 25,4 x 10",
          "Avery L4731",
          [7, 27],
          [25.4, 10],
          [8.5, 13.5],
          [27.9, 10],
        ),
      ],
      printers: [
        {
          name: "HP LaserJet secretariaat",
          dpi: 600,
          offset_x: 0,
          offset_y: 0.5,
          measured_x: 200,
          measured_y: 199.6,
        },
        {
          name: "Zebra opvang",
          dpi: 203,
          offset_x: 0,
          offset_y: 0,
          measured_x: 200,
          measured_y: 200,
        },
      ],
      units: [...UNITS],
      prints: [
        {
          print: "print-1",
          at: "2026-11-20T15:20:00+01:00",
          label: "1A, 1B",
          stickers: 48,
          sheets: 3,
          failed: [],
          ids: [],
        },
      ],
      job: {
        selection: { who: "outdated", classes: [] },
        layout: "stickers",
        sheet: "L7160",
        symbology: "code128",
        payload: "registratie",
        prefix: "",
        printer: "HP LaserJet secretariaat",
        start: 1,
        copies: 1,
      },
    };
    desks.set(world, found);
  }
  return found;
}

function people(world: World, job: CardJob): PupilRow[] {
  const { selection } = job;
  switch (selection.who) {
    case "outdated":
      return world.rows.filter(
        (row) =>
          row.card !== "printed" &&
          (selection.classes.length === 0 || selection.classes.includes(row.class)),
      );
    case "classes":
      return world.rows.filter((row) => selection.classes.includes(row.class));
    case "pupils":
      return world.rows.filter((row) => selection.ids.includes(row.id));
    case "list":
      return world.rows.slice(0, 30);
    default:
      return world.rows;
  }
}

function content(job: CardJob, row: PupilRow): string {
  if (job.payload === "raw") return row.number;
  if (job.payload === "prefixed") return job.prefix + row.number;
  if (job.payload === "stamboek") return `STB${row.id.slice(-6)}K`;
  return row.number.padStart(10, "0");
}

/** Bars that look like a barcode and are none: the real ones come from the program. */
function bars(text: string, left: number, width: number): [number, number][] {
  const modules = 11 * (text.length / 2 + 3) + 13;
  const module = width / modules;
  const list: [number, number][] = [];
  let at = 0;
  for (let step = 0; at < modules - 3; step += 1) {
    const digit = text.charCodeAt(step % text.length) + step;
    const bar = 1 + (digit % 3);
    list.push([left + at * module, bar * module]);
    at += bar + 1 + ((digit >> 1) % 3);
  }
  return list;
}

function preview(world: World, job: CardJob, sheet: number): CardsPreview {
  const { formats, printers, units } = desk(world);
  const a4 = format("A4", "A4", "", [1, 26], [190, 10], [10, 24], [190, 10]);
  const paper = job.layout === "class_sheet" ? a4 : formats.find((one) => one.code === job.sheet);
  if (!paper) throw { code: "not_found", values: { what: "format" } };
  if (paper.label_width < 30 && job.layout !== "class_sheet") {
    throw {
      code: "cards_label_too_small",
      values: {
        sheet: paper.code,
        have: "25.4",
        needed: "31.2",
        fits: "L7651",
        example: "0001300000",
      },
    };
  }
  const all = people(world, job);
  const without =
    job.layout === "units"
      ? []
      : all.filter((row) => row.number === "" && job.payload !== "stamboek");
  const items =
    job.layout === "units"
      ? units.map((unit) => ({ title: unit.text, text: unit.code, class: "" }))
      : all
          .filter((row) => !without.includes(row))
          .map((row) => ({
            title: `${row.last_name} ${row.first_name}`,
            text: content(job, row),
            class: row.class,
          }));
  const stickers = items.flatMap((item) => Array.from({ length: job.copies }, () => item));
  const per = paper.columns * paper.rows;
  const skip = job.layout === "class_sheet" ? 0 : job.start - 1;
  const sheets = stickers.length === 0 ? 0 : Math.ceil((stickers.length + skip) / per);
  const labels: PlacedLabel[] = [];
  const here: string[] = [];
  for (let place = 0; place < per; place += 1) {
    const item = stickers[(sheet - 1) * per + place - skip];
    if (!item || (sheet === 1 && place < skip)) continue;
    const x = paper.margin_left + (place % paper.columns) * paper.pitch_x;
    const y = paper.margin_top + Math.floor(place / paper.columns) * paper.pitch_y;
    const { label_width: width, label_height: height } = paper;
    if (!here.includes(item.class)) here.push(item.class);
    const row = job.layout === "class_sheet";
    labels.push({
      rect: { x, y, width, height },
      bars: row ? bars(item.text, x + 120, 55) : bars(item.text, x + width * 0.1, width * 0.8),
      bars_top: row ? y + 1.5 : y + height * 0.32,
      bars_height: row ? 7 : height * 0.36,
      texts: row
        ? [textAt(x + 2, y + 6.2, 11, false, item.title)]
        : [
            textAt(x + 3, y + height * 0.2, height > 25 ? 9 : 7, true, item.title),
            textAt(
              x + 3,
              y + height * 0.9,
              height > 25 ? 8 : 6,
              false,
              `${item.class}   ${item.text}`.trim(),
            ),
          ],
    });
  }
  const dpi = printers.find((one) => one.name === job.printer)?.dpi ?? 600;
  const dots = Math.max(1, Math.floor((0.34 * dpi) / 25.4));
  return {
    format: paper,
    page:
      labels.length === 0
        ? null
        : {
            sheet,
            classes: here,
            labels,
            texts:
              job.layout === "class_sheet"
                ? [textAt(12, 16, 16, true, `Klas ${here.join(", ")}`)]
                : [],
          },
    sheets,
    stickers: stickers.length,
    module_mm: (dots * 25.4) / dpi,
    module_dots: dots,
    example: items[0]?.text ?? "",
    without_number: without,
    shortened: 0,
    missing_characters: 0,
    places: [],
  };
}

/** Saves the part of barcodes. */
export function saveCards(world: World, request: CardsSettingsRequest): Saved {
  const there = desk(world);
  if (request.what === "formats") {
    there.formats = [...there.formats.filter((one) => !one.own), ...request.formats];
  }
  if (request.what === "printers") there.printers = request.printers;
  if (request.what === "units") there.units = request.units;
  world.changed("cards");
  return { batch: null };
}

export const cards: Handlers = {
  cards_overview: (world) => {
    const { formats, printers, units, prints, job } = desk(world);
    const classes = [...new Set(world.rows.map((row) => row.class))];
    return {
      classes: classes.map((name, at) => {
        const rows = world.rows.filter((row) => row.class === name);
        const printed = rows.filter((row) => row.card === "printed").length;
        return {
          class: name,
          printed,
          total: rows.length,
          last: at % 4 === 3 ? null : "2026-11-20T15:20:00+01:00",
          failed_sheets: prints.filter((one) => one.label === name && one.failed.length > 0).length,
        };
      }),
      printed: world.rows.filter((row) => row.card === "printed").length,
      total: world.rows.length,
      prints: prints.map(({ ids: _, ...print }) => print),
      formats,
      printers,
      units,
      job,
    };
  },
  cards_preview: (world, { job, sheet }) => preview(world, job, sheet),
  cards_print: (world, { job }) => {
    const made = preview(world, job, 1);
    const there = desk(world);
    const list = job.layout === "units" || job.selection.who === "list";
    const print = `print-${there.prints.length + 1}`;
    if (!list) {
      const rows = people(world, job).filter((row) => row.number !== "");
      const before = new Map(rows.map((row) => [row.id, row.card]));
      batch(
        world,
        "print",
        rows.length,
        ["cards", "pupils"],
        () => {
          for (const row of world.rows) if (before.has(row.id)) row.card = "printed";
        },
        () => {
          for (const row of world.rows) row.card = before.get(row.id) ?? row.card;
        },
      );
      const classes = [...new Set(rows.map((row) => row.class))];
      there.prints.unshift({
        print,
        at: NOW,
        label: classes.slice(0, 4).join(", ") + (classes.length > 4 ? " …" : ""),
        stickers: made.stickers,
        sheets: made.sheets,
        failed: [],
        ids: rows.map((row) => row.id),
      });
      world.changed("cards");
    }
    return {
      file_name: "barcodes-2026-11-21.pdf",
      print: list ? "" : print,
      sheets: made.sheets,
      stickers: made.stickers,
    };
  },
  cards_sheet: (world, { print, sheet, failed }) => {
    const found = desk(world).prints.find((one) => one.print === print);
    if (!found) throw { code: "not_found", values: { what: "print" } };
    found.failed = found.failed.filter((one) => one !== sheet);
    if (failed) found.failed.push(sheet);
    const ids = found.ids.slice((sheet - 1) * 21, sheet * 21);
    for (const row of world.rows)
      if (ids.includes(row.id)) row.card = failed ? "outdated" : "printed";
    world.changed("cards", "pupils", "session");
    return {};
  },
  cards_test_page: (_world, { page }) => ({
    file_name: page === "measure" ? "meetblad.pdf" : "testblad.pdf",
  }),
};
