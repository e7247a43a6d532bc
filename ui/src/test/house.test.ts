import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "..");

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return /\.(ts|tsx|css|html)$/.test(name) ? [path] : [];
  });
}

const all = files(SRC)
  .filter((path) => !path.endsWith("house.test.ts"))
  .map((path) => ({ path: path.slice(SRC.length + 1), text: readFileSync(path, "utf8") }));

/** Files that hold a pattern. */
function holding(pattern: RegExp, where: (path: string) => boolean = () => true): string[] {
  return all.filter(({ path, text }) => where(path) && pattern.test(text)).map(({ path }) => path);
}

describe("house rules of the window", () => {
  it("inserts all data as text (S46)", () => {
    const forbidden =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML|\beval\(|new Function\(|srcdoc|createContextualFragment/;
    expect(holding(forbidden)).toEqual([]);
  });

  it("keeps nothing in the web view (S48)", () => {
    const forbidden =
      /localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|caches\./;
    expect(holding(forbidden)).toEqual([]);
  });

  it("speaks to the shell from backend only", () => {
    expect(holding(/@tauri-apps/, (path) => !path.startsWith("backend/"))).toEqual([]);
  });

  it("lets shared import no feature, and no feature another feature", () => {
    expect(holding(/from "\.\.\/features/, (path) => path.startsWith("shared/"))).toEqual([]);
    const others = all.filter(({ path, text }) => {
      const own = /^features\/(\w+)\//.exec(path)?.[1];
      if (!own) return false;
      return [...text.matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)].some(([, target = ""]) => {
        const other = /^features\/(\w+)\//.exec(join(dirname(path), target))?.[1];
        return other !== undefined && other !== own;
      });
    });
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  it("loads the stand-in in development and tests only", () => {
    const importers = holding(
      /from "[./]*backend\/fake|import\("\.\/fake"\)/,
      (path) => !path.startsWith("backend/fake"),
    );
    expect(importers.filter((path) => !path.includes("test"))).toEqual(["backend/index.ts"]);
  });

  it("writes no style element or style attribute that the content policy would block", () => {
    expect(holding(/createElement\("style"\)|<style|setAttribute\("style"/)).toEqual([]);
  });
});
