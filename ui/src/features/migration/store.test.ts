import { describe, expect, it } from "vitest";
import type { Likeness } from "../../backend/generated/Likeness";
import type { NumbersPlan } from "../../backend/generated/NumbersPlan";
import type { PupilRow } from "../../backend/generated/PupilRow";
import {
  certain,
  decideNumbers,
  decidePupil,
  leaveOut,
  numbersChosen,
  openQuestions,
  pupilsChosen,
  standings,
  start,
} from "./store";

const pupil = (id: string): PupilRow => ({
  id,
  last_name: "Maes",
  first_name: "Lotte",
  birth_date: "2017-01-30",
  sex: "v",
  class: "4B",
  stamnummer: "1",
  institution: "039107",
  location: "001",
  kind: "pupil",
  number: "1",
  has_insz: true,
  card: "printed",
});
const like = (id: string, ...why: string[]): Likeness => ({ pupil: pupil(id), why, score: 90 });

function plan(
  rows: { row: number; candidates: Likeness[]; nobody?: boolean }[],
  more: Partial<NumbersPlan> = {},
): NumbersPlan {
  return {
    renumbered: [],
    unchanged: 0,
    unmatched: rows.map(({ row, candidates, nobody }) => ({
      row,
      candidates,
      nobody: nobody ?? false,
      last_name: "",
      first_name: "",
      class: "",
      old: "1",
      new: "2",
    })),
    missing: [],
    ambiguous: [],
    skipped: [],
    warnings: [],
    refused: [],
    applicable: false,
    batch: null,
    ...more,
  };
}
const numbers = start.numbers.request;
const pupils = start.pupils.request;

describe("decisions about a number list", () => {
  it("replace one another: confirmed, nobody, open again", () => {
    const yes = decideNumbers(numbers, [[4, { is: "a" }]]);
    expect([yes.confirm, yes.nobody]).toEqual([{ 4: "a" }, []]);
    const no = decideNumbers(yes, [[4, "other"]]);
    expect([no.confirm, no.nobody]).toEqual([{}, [4]]);
    const open = decideNumbers(no, [[4, "open"]]);
    expect([open.confirm, open.nobody]).toEqual([{}, []]);
  });

  it("never change the request they were made of", () => {
    decideNumbers(numbers, [[4, { is: "a" }]]);
    expect(numbers.confirm).toEqual({});
  });

  it("are accepted many at once only when there is one certain candidate", () => {
    const many = plan([
      { row: 1, candidates: [like("a", "same_insz")] },
      { row: 2, candidates: [like("b", "same_name_birth_date")] },
      { row: 3, candidates: [like("c", "typing_error")] },
      { row: 4, candidates: [like("d", "same_insz"), like("e", "same_insz")] },
      { row: 5, candidates: [] },
      { row: 6, candidates: [like("f", "same_insz")], nobody: true },
      { row: 7, candidates: [like("g", "same_insz", "birth_date_differs")] },
    ]);
    expect(certain(many)).toEqual([
      [1, { is: "a" }],
      [2, { is: "b" }],
    ]);
  });

  it("are not accepted many at once when two rows claim one person", () => {
    const many = plan([
      { row: 1, candidates: [like("a", "same_insz")] },
      { row: 2, candidates: [like("a", "same_name_birth_date")] },
      { row: 3, candidates: [like("b", "typing_error"), like("a", "particles")] },
    ]);
    expect(certain(many)).toEqual([]);
  });

  it("count what is still open", () => {
    expect(openQuestions(null)).toBe(0);
    expect(
      openQuestions(
        plan([
          { row: 1, candidates: [], nobody: true },
          { row: 2, candidates: [] },
        ]),
      ),
    ).toBe(1);
  });
});

describe("decisions about a list of pupils", () => {
  it("leave a row out by name and take it back", () => {
    const out = leaveOut(leaveOut(pupils, 9, true), 3, true);
    expect(out.leave_out).toEqual([3, 9]);
    expect(leaveOut(out, 9, false).leave_out).toEqual([3]);
    expect(leaveOut(out, 3, true).leave_out).toEqual([3, 9]);
  });

  it("say that a row is a pupil we know, or somebody else, never both", () => {
    const same = decidePupil(pupils, 5, { is: "a" });
    const other = decidePupil(same, 5, "other");
    expect([other.same, other.different]).toEqual([{}, [5]]);
    expect(decidePupil(other, 5, { is: "a" })).toMatchObject({ same: { 5: "a" }, different: [] });
  });

  it("are forgotten with another file, since they were about rows of the former", () => {
    const preview = { session: 7 } as Parameters<typeof pupilsChosen>[1];
    const state = { ...start, pupils: { ...start.pupils, request: leaveOut(pupils, 5, true) } };
    expect(pupilsChosen(state, preview).pupils.request).toMatchObject({
      session: 7,
      leave_out: [],
    });
    const decided = {
      ...start,
      numbers: {
        ...start.numbers,
        request: decideNumbers({ ...numbers, to_database: "B" }, [[1, "other"]]),
      },
    };
    expect(numbersChosen(decided, preview).numbers.request).toMatchObject({
      session: 7,
      nobody: [],
      confirm: {},
      to_database: "B",
    });
  });
});

describe("the five steps", () => {
  const known = { pupils: 0, printed: 0, total: 0 };

  it("begin with everything to do", () => {
    expect(standings(start, known)).toEqual({
      1: "todo",
      2: "todo",
      3: "todo",
      4: "todo",
      5: "todo",
    });
  });

  it("ask for attention while rows wait for a decision", () => {
    const state = {
      ...start,
      numbers: { ...start.numbers, plan: plan([{ row: 1, candidates: [] }]) },
    };
    expect(standings(state, { ...known, pupils: 10 })).toMatchObject({
      1: "done",
      2: "done",
      3: "attention",
      4: "todo",
    });
  });

  it("ask for attention too when the rest could be applied already", () => {
    const part = plan([{ row: 1, candidates: [] }], { applicable: true });
    const state = { ...start, numbers: { ...start.numbers, plan: part } };
    expect(standings(state, known)).toMatchObject({ 3: "attention", 4: "working" });
  });

  it("offer applying once everything is decided, and reprinting once it is applied", () => {
    const ready = { ...start, numbers: { ...start.numbers, plan: plan([], { applicable: true }) } };
    expect(standings(ready, known)).toMatchObject({ 3: "done", 4: "working", 5: "todo" });
    const applied = {
      ...start,
      numbers: { ...start.numbers, plan: plan([], { applicable: true, batch: "b" }) },
    };
    expect(standings(applied, { pupils: 10, printed: 3, total: 10 })).toMatchObject({
      4: "done",
      5: "working",
    });
    expect(standings(applied, { pupils: 10, printed: 10, total: 10 })[5]).toBe("done");
  });
});
