/** The print that is being set up: choices and what they mean. Pure. */
import type { CardJob } from "../../backend/generated/CardJob";
import type { CardsOverview } from "../../backend/generated/CardsOverview";
import type { ClassProgress } from "../../backend/generated/ClassProgress";
import type { Printer } from "../../backend/generated/Printer";
import type { Selection } from "../../backend/generated/Selection";
import type { SheetFormat } from "../../backend/generated/SheetFormat";
import type { Unit } from "../../backend/generated/Unit";

/** The kinds of selection on the screen. */
export type Who = Selection["who"];

/** The classes of a selection; empty means all (or none, when whole classes are chosen). */
export function classesOf(selection: Selection): readonly string[] {
  return "classes" in selection ? selection.classes : [];
}

/** Another kind of selection, with what was already chosen kept where it still means something. */
export function withWho(
  job: CardJob,
  who: Who,
  known: { pupils: readonly string[]; list: number | null },
): CardJob {
  const classes = [...classesOf(job.selection)];
  switch (who) {
    case "outdated":
      return { ...job, selection: { who, classes } };
    case "classes":
      return { ...job, selection: { who, classes } };
    case "pupils":
      return { ...job, selection: { who, ids: [...known.pupils] } };
    case "list":
      return { ...job, selection: { who, session: known.list ?? 0 } };
    default:
      return { ...job, selection: { who: "all" } };
  }
}

/** The job with one class more or less; other kinds of selection become whole classes. */
export function toggleClass(job: CardJob, code: string): CardJob {
  const chosen = classesOf(job.selection);
  const classes = chosen.includes(code)
    ? chosen.filter((other) => other !== code)
    : [...chosen, code];
  return withClasses(job, classes);
}

/** The job with exactly these classes. */
export function withClasses(job: CardJob, classes: readonly string[]): CardJob {
  const who = job.selection.who === "outdated" ? "outdated" : "classes";
  return { ...job, selection: { who, classes: [...classes] } };
}

/** Whether nothing can be asked yet, so that the screen explains what to choose first. */
export function incomplete(
  job: CardJob,
  units: readonly Unit[],
): "classes" | "pupils" | "list" | "units" | "prefix" | null {
  if (job.layout === "units") return units.length === 0 ? "units" : null;
  if (job.payload === "prefixed" && job.prefix === "") return "prefix";
  const { selection } = job;
  if (selection.who === "classes" && selection.classes.length === 0) return "classes";
  if (selection.who === "pupils" && selection.ids.length === 0) return "pupils";
  if (selection.who === "list" && selection.session === 0) return "list";
  return null;
}

/** Places on a sheet, in reading order. */
export function places(format: SheetFormat): { x: number; y: number; label: number }[] {
  const count = format.columns * format.rows;
  return Array.from({ length: count }, (_, at) => ({
    label: at + 1,
    x: format.margin_left + (at % format.columns) * format.pitch_x,
    y: format.margin_top + Math.floor(at / format.columns) * format.pitch_y,
  }));
}

/** A start label that exists on the sheet: from 1 to the number of labels. */
export function validStart(start: number, format: SheetFormat | undefined): number {
  const most = format ? format.columns * format.rows : 1;
  return Number.isFinite(start) ? Math.min(Math.max(Math.round(start), 1), most) : 1;
}

/** How far reprinting is. */
export function left(overview: CardsOverview): { classes: number; fraction: number } {
  const classes = overview.classes.filter((row) => row.printed < row.total).length;
  return { classes, fraction: overview.total === 0 ? 0 : overview.printed / overview.total };
}

/** Classes that the job prints, for the mark "in deze afdruk". */
export function inPrint(job: CardJob, row: ClassProgress): boolean {
  if (job.layout === "units") return false;
  const { selection } = job;
  const chosen = classesOf(selection);
  if (selection.who === "outdated") {
    return row.printed < row.total && (chosen.length === 0 || chosen.includes(row.class));
  }
  return selection.who === "classes" && chosen.includes(row.class);
}

/** Why an own format cannot be used, or null. Millimetres; 0.01 mm is not measurable. */
export function formatProblem(
  format: SheetFormat,
): "name" | "number" | "count" | "overlap" | "outside" | null {
  if (format.name.trim() === "") return "name";
  const numbers = [
    format.page_width,
    format.page_height,
    format.columns,
    format.rows,
    format.label_width,
    format.label_height,
    format.margin_left,
    format.margin_top,
    format.pitch_x,
    format.pitch_y,
    format.corner_radius,
  ];
  if (numbers.some((value) => !Number.isFinite(value) || value < 0)) return "number";
  const count = format.columns * format.rows;
  if (
    !Number.isInteger(format.columns) ||
    !Number.isInteger(format.rows) ||
    count < 1 ||
    count > 500
  )
    return "count";
  if (format.label_width <= 0 || format.label_height <= 0) return "number";
  const slack = 0.01;
  if (format.columns > 1 && format.pitch_x < format.label_width - slack) return "overlap";
  if (format.rows > 1 && format.pitch_y < format.label_height - slack) return "overlap";
  const right = format.margin_left + (format.columns - 1) * format.pitch_x + format.label_width;
  const bottom = format.margin_top + (format.rows - 1) * format.pitch_y + format.label_height;
  return right > format.page_width + slack || bottom > format.page_height + slack
    ? "outside"
    : null;
}

/** Why a printer cannot be saved, or null. */
export function printerProblem(
  printer: Printer,
  others: readonly Printer[],
): "name" | "number" | null {
  const name = printer.name.trim();
  if (name === "" || others.some((other) => other.name === name)) return "name";
  const measured = [printer.measured_x, printer.measured_y];
  const offsets = [printer.offset_x, printer.offset_y];
  const wrong =
    measured.some((value) => !(value >= 190 && value <= 210)) ||
    offsets.some((value) => !(value >= -20 && value <= 20));
  return wrong ? "number" : null;
}

/** Why a list of units cannot be saved, or null. */
export function unitsProblem(units: readonly Unit[]): "wrong" | "twice" | null {
  if (units.some(({ text, code }) => text.trim() === "" || !/^[0-9A-Z-]{1,32}$/.test(code)))
    return "wrong";
  return new Set(units.map(({ code }) => code)).size < units.length ? "twice" : null;
}

/** A number typed with a comma or a point; NaN when it is none. */
export function parseNumber(text: string): number {
  const clean = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(clean) ? Number(clean) : Number.NaN;
}

/** A number as a Belgian types it. */
export function showNumber(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 1000) / 1000).replace(".", ",") : "";
}
