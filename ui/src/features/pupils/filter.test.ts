import { describe, expect, it } from "vitest";
import { people } from "../../backend/fake/people";
import { COMPARE, filtered, NO_CLASS, NO_FILTER, values } from "./filter";

const { rows } = people(600);

describe("the list of pupils", () => {
  it("finds every word typed, in any order, without accents", () => {
    const found = filtered(rows, { ...NO_FILTER, text: "emma ozdemir" });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((row) => row.last_name === "Özdemir" && row.first_name === "Emma")).toBe(
      true,
    );
  });
  it("finds a number with the leading zeros of a sticker", () => {
    const row = rows.find((one) => one.number !== "");
    const found = filtered(rows, { ...NO_FILTER, text: row?.number.padStart(10, "0") ?? "" });
    expect(found.map((one) => one.id)).toContain(row?.id);
  });
  it("finds a birth date as people write it", () => {
    const row = rows[3];
    const [year, month, day] = (row?.birth_date ?? "").split("-");
    const found = filtered(rows, { ...NO_FILTER, text: `${day}/${month}/${year}` });
    expect(found.map((one) => one.id)).toContain(row?.id);
  });
  it("combines filters, and knows persons without a class", () => {
    const some = filtered(rows, { ...NO_FILTER, class: "1A", card: "outdated" });
    expect(some.length).toBeGreaterThan(0);
    expect(some.every((row) => row.class === "1A" && row.card === "outdated")).toBe(true);
    expect(filtered(rows, { ...NO_FILTER, class: NO_CLASS }).every((row) => row.class === "")).toBe(
      true,
    );
    expect(filtered(rows, { ...NO_FILTER, text: "bestaatniet" })).toEqual([]);
  });
  it("sorts to the same order whatever the order before", () => {
    for (const compare of Object.values(COMPARE)) {
      const once = [...rows].sort(compare);
      expect(
        [...rows]
          .reverse()
          .sort(compare)
          .map((row) => compare(row, row)),
      ).toEqual(once.map(() => 0));
      expect([...once].every((row, at) => at === 0 || compare(once[at - 1] ?? row, row) <= 0)).toBe(
        true,
      );
    }
  });
  it("offers the classes that occur, in order", () => {
    expect(values(rows, "class").slice(0, 3)).toEqual(["1A", "1B", "1C"]);
  });
});
