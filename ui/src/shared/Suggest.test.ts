import { describe, expect, it } from "vitest";
import { matching } from "./Suggest";

const places = [
  { value: "3000", label: "Leuven" },
  { value: "3010", label: "Leuven" },
  { value: "9000", label: "Gent" },
];

describe("what could be meant", () => {
  it("begins so first, and may have the words in its label", () => {
    expect(matching(places, "30").map((one) => one.value)).toEqual(["3000", "3010"]);
    expect(matching(places, "gent").map((one) => one.value)).toEqual(["9000"]);
    expect(matching(places, "leuven 301").map((one) => one.value)).toEqual(["3010"]);
  });

  it("is all there is for nothing typed, and nothing for what fits nowhere", () => {
    expect(matching(places, " ").length).toBe(3);
    expect(matching(places, "x")).toEqual([]);
  });

  it("is not what stands there already", () => {
    expect(matching([{ value: "1A" }, { value: "1AB" }], "1A")).toEqual([{ value: "1AB" }]);
  });
});
