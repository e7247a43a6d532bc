import { expect, it } from "vitest";
import { decide } from "./decide";

const open = {
  session: 1,
  leave_out: [],
  confirm: {},
  nobody: [],
  complete: false,
  apply: false,
};

it("keeps one decision about a row, and forgets the earlier one", () => {
  const is = decide(open, 4, { is: "p1" });
  expect(is.confirm).toEqual({ 4: "p1" });
  const nobody = decide(is, 4, "nobody");
  expect([nobody.confirm, nobody.nobody]).toEqual([{}, [4]]);
  const out = decide(nobody, 4, "out");
  expect([out.nobody, out.leave_out]).toEqual([[], [4]]);
  expect(decide(out, 4, "open")).toEqual(open);
});
