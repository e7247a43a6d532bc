/** A list of enrolments elsewhere, a table of schools, and a control list. */
import type { ElsewhereImport } from "../generated/ElsewhereImport";
import type { ElsewhereImportRequest } from "../generated/ElsewhereImportRequest";
import type { ElsewhereRow } from "../generated/ElsewhereRow";
import type { Handlers } from ".";
import { previewOf } from "./imports";
import { batch, TODAY, type World } from "./world";

function rows(world: World, request: ElsewhereImportRequest): ElsewhereRow[] {
  const pupils = world.rows.filter((row) => row.kind === "pupil");
  const plain = (row: number, index: number, over: Partial<ElsewhereRow> = {}): ElsewhereRow => {
    const pupil = pupils[index];
    return {
      row,
      last_name: pupil?.last_name ?? "",
      first_name: pupil?.first_name ?? "",
      pupil: pupil?.id ?? null,
      class: pupil?.class ?? "",
      verdict: "new",
      was: null,
      now: {
        institution: "012345",
        school: "GBS De Linde",
        period: { from: "2026-11-12", until: null },
        moment: null,
        hospital: false,
        source: "list",
        seen_on: TODAY,
      },
      school: "GBS De Linde",
      comes_back: false,
      candidates: [],
      remarks: [],
      ...over,
    };
  };
  const candidate = pupils[12];
  const all = [
    plain(2, 10),
    plain(3, 11, { comes_back: true, verdict: "changed" }),
    plain(4, 12, {
      last_name: "Onbekend",
      first_name: "Kind",
      pupil: null,
      class: "",
      verdict: "unmatched",
      candidates: candidate ? [{ pupil: candidate, why: ["same_name_birth_date"], score: 80 }] : [],
    }),
    plain(5, 13, {
      verdict: "refused",
      now: null,
      remarks: [
        { row: 5, code: "date_unreadable", values: { field: "from", value: "31/02/2026" } },
      ],
    }),
  ];
  return all.map((row) => {
    const is = request.confirm[row.row];
    if (request.nobody.includes(row.row) || request.leave_out.includes(row.row)) {
      return { ...row, verdict: "left_out", remarks: [] };
    }
    return is ? { ...row, verdict: "new", pupil: is, candidates: [] } : row;
  });
}

function plan(world: World, request: ElsewhereImportRequest): ElsewhereImport {
  const kind = previewOf(request.session).kind;
  const all = kind === "schools" ? [] : rows(world, request);
  const many = (verdict: ElsewhereRow["verdict"]) =>
    all.filter((row) => row.verdict === verdict).length;
  const refused = all.filter((row) => row.verdict === "refused").flatMap((row) => row.remarks);
  return {
    kind,
    new: kind === "schools" ? 4 : many("new"),
    changed: many("changed"),
    unchanged: many("unchanged"),
    gone: request.complete ? 1 : 0,
    came_back: all.filter((row) => row.comes_back).length,
    ours: 0,
    skipped: [9],
    warnings: [],
    refused,
    unmatched: all.filter((row) => row.verdict === "unmatched").map((row) => row.row),
    applicable: refused.length === 0,
    batch: null,
    rows: all,
  };
}

export const overlapLists: Handlers = {
  elsewhere_import: (world, request) => {
    const made = plan(world, request);
    if (!request.apply) return made;
    const nothing = () => {};
    return { ...made, batch: batch(world, "elsewhere", made.new, ["pupils"], nothing, nothing) };
  },
  control: (world, { session, on }) => {
    previewOf(session);
    const [first, second, third] = world.rows;
    const pupil = (row: number | null, one: typeof first, over = {}) => ({
      row,
      pupil: one?.id ?? null,
      last_name: one?.last_name ?? "",
      first_name: one?.first_name ?? "",
      class: one?.class ?? "",
      group: "060",
      fields: [],
      ...over,
    });
    return {
      on,
      there: 58,
      here: 58,
      same: 56,
      missing_here: [
        pupil(12, undefined, { last_name: "Vreemd", first_name: "Kind", pupil: null }),
      ],
      missing_there: [pupil(null, first), pupil(null, second)],
      different: [
        pupil(20, third, {
          fields: [{ field: "birth_date", was: "2017-03-12", now: "2017-03-21" }],
        }),
      ],
      groups: [
        { group: "060", here: 20, there: 21, different: 1 },
        { group: "104", here: 38, there: 37, different: 2 },
      ],
      skipped: [],
      warnings: [],
    };
  },
};
