import { useEffect } from "react";
import { call } from "../backend";
import { keepAllTyped } from "../shared/typed";

/** At most one report of input in so many milliseconds. */
const REPORT = 15_000;

/** Locks now, once what is typed was kept. */
export async function lockNow(): Promise<void> {
  await keepAllTyped();
  // The program says that it locked; a refusal changes nothing.
  await call("lock", { what: "now" }).catch(() => {});
}

/** Tells the program that somebody is at work, as long as anything locks (S13). */
export function useInput(locks: boolean): void {
  useEffect(() => {
    if (!locks) return;
    let last = 0;
    const seen = () => {
      if (Date.now() - last < REPORT) return;
      last = Date.now();
      call("lock", { what: "input" }).catch(() => {});
    };
    const kinds = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
    for (const kind of kinds) window.addEventListener(kind, seen, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, seen);
    };
  }, [locks]);
}
