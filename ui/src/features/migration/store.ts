/**
 * The migration as it stands on the screen: which lists are being read and what was decided about
 * their rows. Truth lives in the program; this is only what the person is in the middle of, kept
 * while she looks at another screen. Nothing is stored.
 */
import type { ImportPreview } from "../../backend/generated/ImportPreview";
import type { NumbersPlan } from "../../backend/generated/NumbersPlan";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import type { PupilsPlan } from "../../backend/generated/PupilsPlan";
import type { PupilsPlanRequest } from "../../backend/generated/PupilsPlanRequest";
import { store } from "../../shared/store";

/** The five steps, from 1. */
export type Step = 1 | 2 | 3 | 4 | 5;

/** A list with its choices and its trial run. */
export type Reading<Request, Plan> = {
  preview: ImportPreview | null;
  request: Request;
  plan: Plan | null;
};

/** What a number list is about, before a file is chosen. */
export type About = Pick<
  NumbersPlanRequest,
  "from_database" | "to_database" | "person_kind" | "date"
>;

/** Everything on the screen. */
export type Migration = {
  step: Step;
  pupils: Reading<PupilsPlanRequest, PupilsPlan>;
  numbers: Reading<NumbersPlanRequest, NumbersPlan>;
};

const noPupils: PupilsPlanRequest = {
  session: 0,
  leave_out: [],
  same: {},
  different: [],
  database: "",
  person_kind: "pupil",
};

const noNumbers: NumbersPlanRequest = {
  session: 0,
  system: "informat",
  from_database: "",
  to_database: "",
  person_kind: "pupil",
  confirm: {},
  nobody: [],
  date: "",
};

/** Nothing chosen yet. */
export const start: Migration = {
  step: 1,
  pupils: { preview: null, request: noPupils, plan: null },
  numbers: { preview: null, request: noNumbers, plan: null },
};

/** A new list of pupils: earlier choices were about another file. */
export function pupilsChosen(state: Migration, preview: ImportPreview): Migration {
  const { database, person_kind } = state.pupils.request;
  const request = { ...noPupils, database, person_kind, session: preview.session };
  return { ...state, pupils: { preview, request, plan: null } };
}

/** A new number list; databases, kind and date stay. */
export function numbersChosen(state: Migration, preview: ImportPreview): Migration {
  const request = { ...state.numbers.request, confirm: {}, nobody: [], session: preview.session };
  return { ...state, numbers: { preview, request, plan: null } };
}

/** A row of pupils that is left out by name, or after all not. */
export function leaveOut(request: PupilsPlanRequest, row: number, out: boolean): PupilsPlanRequest {
  const rest = request.leave_out.filter((other) => other !== row);
  return { ...request, leave_out: out ? [...rest, row].sort((a, b) => a - b) : rest };
}

/** What a person decides about a row: it is that pupil, it is nobody we have, or not decided. */
export type Decision = { is: string } | "other" | "open";

/** The request of a list of pupils with one more decision. */
export function decidePupil(
  request: PupilsPlanRequest,
  row: number,
  decision: Decision,
): PupilsPlanRequest {
  const same = { ...request.same };
  delete same[row];
  const different = request.different.filter((other) => other !== row);
  if (decision === "other") return { ...request, same, different: [...different, row] };
  if (decision === "open") return { ...request, same, different };
  return { ...request, same: { ...same, [row]: decision.is }, different };
}

/** The request of a number list with decisions about one or more rows. */
export function decideNumbers(
  request: NumbersPlanRequest,
  decisions: readonly (readonly [row: number, decision: Decision])[],
): NumbersPlanRequest {
  const confirm = { ...request.confirm };
  const nobody = new Set(request.nobody);
  for (const [row, decision] of decisions) {
    delete confirm[row];
    nobody.delete(row);
    if (decision === "other") nobody.add(row);
    else if (decision !== "open") confirm[row] = decision.is;
  }
  return { ...request, confirm, nobody: [...nobody].sort((a, b) => a - b) };
}

/**
 * Rows whose proposal is certain enough to accept many at once: exactly one candidate, found by
 * INSZ or by equal name and birth date, and no two rows that propose the same person.
 */
export function certain(plan: NumbersPlan): [row: number, decision: Decision][] {
  const open = plan.unmatched.filter((row) => !row.nobody);
  const claims = new Map<string, number>();
  for (const row of open) {
    for (const { pupil } of row.candidates) claims.set(pupil.id, (claims.get(pupil.id) ?? 0) + 1);
  }
  return open.flatMap((row): [number, Decision][] => {
    const [only] = row.candidates;
    if (!only || row.candidates.length > 1 || claims.get(only.pupil.id) !== 1) return [];
    const sure = only.why.includes("same_insz") || only.why.includes("same_name_birth_date");
    return sure && !only.why.includes("birth_date_differs")
      ? [[row.row, { is: only.pupil.id }]]
      : [];
  });
}

/** How many rows still wait for a decision. */
export function openQuestions(plan: NumbersPlan | null): number {
  return plan ? plan.unmatched.filter((row) => !row.nobody).length : 0;
}

/** How a step stands. */
export type Standing = "done" | "working" | "attention" | "todo";

/** How the five steps stand, from what is known. */
export function standings(
  state: Migration,
  known: { pupils: number; printed: number; total: number },
): Record<Step, Standing> {
  const { pupils, numbers } = state;
  const plan = numbers.plan;
  const applied = Boolean(plan?.batch);
  const reading = pupils.preview !== null && !pupils.plan?.batch;
  const settled = plan?.applicable && openQuestions(plan) === 0;
  const check: Standing = !plan ? "todo" : applied || settled ? "done" : "attention";
  return {
    1: reading ? "working" : known.pupils > 0 ? "done" : "todo",
    2: plan ? "done" : numbers.preview ? "working" : "todo",
    3: check,
    4: applied ? "done" : plan?.applicable ? "working" : "todo",
    5: known.total > 0 && known.printed === known.total ? "done" : applied ? "working" : "todo",
  };
}

const kept = store(start);

/** Changes what stands on the screen. */
export const update = kept.update;

/** The migration now, outside rendering. */
export const migrationNow = kept.get;

/** The migration, followed by the screen. */
export const useMigration = kept.use;
