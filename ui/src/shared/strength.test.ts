import { describe, expect, it } from "vitest";
import { strength } from "./strength";

describe("a passphrase (S4)", () => {
  it("needs 14 characters or 5 words", () => {
    expect(strength("")).toBe(0);
    expect(strength("dertientekens")).toBe(0);
    expect(strength("a b c d")).toBe(0);
    expect(strength("veertientekens")).toBeGreaterThan(0);
    expect(strength("aap noot mies wim zus")).toBeGreaterThan(0);
  });
  it("is not one character over and over", () => {
    expect(strength("aaaaaaaaaaaaaaaaaaaa")).toBe(0);
    expect(strength("ja ja ja ja ja ja")).toBe(0);
  });
  it("grows with what a guesser has to try", () => {
    const weak = strength("aap noot mies wim zus");
    const strong = strength("juist paard batterij nietje kamer wolk fiets zeven");
    expect(strong).toBe(3);
    expect(strong).toBeGreaterThanOrEqual(weak);
  });
});
