import { describe, expect, it } from "vitest";
import type { CardJob } from "../../backend/generated/CardJob";
import type { SheetFormat } from "../../backend/generated/SheetFormat";
import { newCode } from "./FormatsPanel";
import {
  formatProblem,
  incomplete,
  inPrint,
  left,
  parseNumber,
  places,
  printerProblem,
  showNumber,
  toggleClass,
  unitsProblem,
  validStart,
  withWho,
} from "./job";
import { barsPath } from "./SheetPicture";

const job: CardJob = {
  selection: { who: "outdated", classes: [] },
  layout: "stickers",
  sheet: "L7160",
  symbology: "code128",
  payload: "registratie",
  prefix: "",
  printer: "P",
  start: 1,
  copies: 1,
};
const L7160: SheetFormat = {
  code: "L7160",
  name: "A4 21",
  brands: "",
  page_width: 210,
  page_height: 297,
  columns: 3,
  rows: 7,
  label_width: 63.5,
  label_height: 38.1,
  margin_left: 7.2,
  margin_top: 15.15,
  pitch_x: 66.04,
  pitch_y: 38.1,
  corner_radius: 1.76,
  own: false,
};

describe("who is printed", () => {
  it("keeps the classes between 'not printed yet' and whole classes", () => {
    const chosen = toggleClass(job, "4B");
    expect(chosen.selection).toEqual({ who: "outdated", classes: ["4B"] });
    const whole = withWho(chosen, "classes", { pupils: [], list: null });
    expect(whole.selection).toEqual({ who: "classes", classes: ["4B"] });
    expect(toggleClass(whole, "4B").selection).toEqual({ who: "classes", classes: [] });
  });

  it("is the selection made on other screens", () => {
    const made = withWho(job, "pupils", { pupils: ["a", "b"], list: null });
    expect(made.selection).toEqual({ who: "pupils", ids: ["a", "b"] });
  });

  it("asks first for what is missing", () => {
    expect(incomplete(job, [])).toBeNull();
    expect(incomplete({ ...job, selection: { who: "classes", classes: [] } }, [])).toBe("classes");
    expect(incomplete({ ...job, selection: { who: "pupils", ids: [] } }, [])).toBe("pupils");
    expect(incomplete({ ...job, selection: { who: "list", session: 0 } }, [])).toBe("list");
    expect(incomplete({ ...job, layout: "units" }, [])).toBe("units");
    expect(incomplete({ ...job, payload: "prefixed" }, [])).toBe("prefix");
  });

  it("marks the classes that this print covers", () => {
    const row = { class: "4B", printed: 3, total: 25, last: null, failed_sheets: 0 };
    expect(inPrint(job, row)).toBe(true);
    expect(inPrint(job, { ...row, printed: 25 })).toBe(false);
    expect(inPrint(toggleClass(job, "1A"), row)).toBe(false);
    expect(inPrint({ ...job, layout: "units" }, row)).toBe(false);
  });
});

describe("the sheet", () => {
  it("has its labels in reading order, all on the page", () => {
    const all = places(L7160);
    expect(all).toHaveLength(21);
    expect(all.map((place) => place.label)).toEqual(all.map((_, at) => at + 1));
    for (const place of all) {
      expect(place.x + L7160.label_width).toBeLessThanOrEqual(L7160.page_width);
      expect(place.y + L7160.label_height).toBeLessThanOrEqual(L7160.page_height);
    }
  });

  it("begins on a label that exists", () => {
    expect([0, 1, 21, 22, Number.NaN].map((start) => validStart(start, L7160))).toEqual([
      1, 1, 21, 21, 1,
    ]);
  });

  it("draws every bar where the program put it", () => {
    expect(
      barsPath(
        [
          [10, 0.5],
          [11, 1],
        ],
        20,
        9,
      ),
    ).toBe("M10 20h0.5v9h-0.5zM11 20h1v9h-1z");
  });
});

describe("an own format", () => {
  it("is accepted as the measures of a real sheet", () => {
    expect(formatProblem(L7160)).toBeNull();
  });

  it("is refused without a name, with overlap, or over the edge", () => {
    expect(formatProblem({ ...L7160, name: " " })).toBe("name");
    expect(formatProblem({ ...L7160, pitch_x: 60 })).toBe("overlap");
    expect(formatProblem({ ...L7160, columns: 4 })).toBe("outside");
    expect(formatProblem({ ...L7160, rows: 0 })).toBe("count");
    expect(formatProblem({ ...L7160, label_width: Number.NaN })).toBe("number");
  });

  it("gets a code that no other has", () => {
    expect(newCode([])).toBe("eigen-1");
    expect(newCode([{ ...L7160, code: "eigen-1" }])).toBe("eigen-2");
  });
});

describe("printers and units", () => {
  const printer = {
    name: "A",
    dpi: 600,
    offset_x: 0,
    offset_y: 0,
    measured_x: 200,
    measured_y: 200,
  };

  it("keeps a printer only with a name of its own and believable measures", () => {
    expect(printerProblem(printer, [])).toBeNull();
    expect(printerProblem(printer, [printer])).toBe("name");
    expect(printerProblem({ ...printer, measured_x: 20 }, [])).toBe("number");
    expect(printerProblem({ ...printer, offset_y: Number.NaN }, [])).toBe("number");
  });

  it("keeps units only with a text and a code that can be scanned, each once", () => {
    expect(unitsProblem([{ text: "Soep", code: "SOEP" }])).toBeNull();
    expect(unitsProblem([{ text: "", code: "SOEP" }])).toBe("wrong");
    expect(unitsProblem([{ text: "Soep", code: "soep é" }])).toBe("wrong");
    expect(
      unitsProblem([
        { text: "Soep", code: "1" },
        { text: "Maal", code: "1" },
      ]),
    ).toBe("twice");
  });

  it("reads numbers with a comma or a point and shows them with a comma", () => {
    expect([parseNumber("63,5"), parseNumber("63.5"), parseNumber("-1")]).toEqual([63.5, 63.5, -1]);
    expect(parseNumber("1e3")).toBeNaN();
    expect(showNumber(66.04)).toBe("66,04");
  });
});

it("tells how many classes are left", () => {
  const row = { class: "4B", printed: 3, total: 25, last: null, failed_sheets: 0 };
  const overview = { classes: [row, { ...row, class: "4C", printed: 25 }], printed: 28, total: 50 };
  expect(left(overview as unknown as Parameters<typeof left>[0])).toEqual({
    classes: 1,
    fraction: 0.56,
  });
});
