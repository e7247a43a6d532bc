import { describe, expect, it } from "vitest";
import { mappingWith, targetsByColumn } from "./columns";

const preview = { mapping: { last_name: 0, first_name: 1, class: 4 } };

describe("the mapping of columns", () => {
  it("is the same seen from the columns", () => {
    expect(targetsByColumn(preview)).toEqual({ 0: "last_name", 1: "first_name", 4: "class" });
  });

  it("frees the column that gets another target", () => {
    expect(mappingWith(preview, 0, "full_name")).toEqual({ full_name: 0, first_name: 1, class: 4 });
  });

  it("moves a target that stood in another column", () => {
    expect(mappingWith(preview, 2, "class")).toEqual({ last_name: 0, first_name: 1, class: 2 });
  });

  it("frees a column that is not used", () => {
    expect(mappingWith(preview, 4, "")).toEqual({ last_name: 0, first_name: 1 });
  });
});
