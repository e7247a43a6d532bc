/**
 * Remarks that were typed and not saved yet, of one form: the program keeps them while they are
 * typed, so that they come back after a crash.
 */

import { useCallback, useEffect, useRef, useState } from "react";
import { keepTyped, typedBefore } from "./typed";

/** Remark by what it is about, as the form names it. */
export type Drafts = { readonly [key: string]: string | undefined };

/** Milliseconds after the last key; must stay below two seconds. */
export const DRAFT_DELAY = 1000;

/** Name of the form of a class; its remarks are named `pupil|day|half`. */
export function registerForm(className: string): string {
  return `attendance/${className}`;
}

/** What was kept, or nothing when it is no longer readable. */
export function parseDrafts(body: string): Drafts {
  try {
    const read: unknown = JSON.parse(body || "{}");
    if (typeof read !== "object" || read === null || Array.isArray(read)) return {};
    return Object.fromEntries(Object.entries(read).filter(([, text]) => typeof text === "string"));
  } catch {
    return {};
  }
}

/** Keeps what is typed, at most a second later and when the screen is left. */
export function useDrafts(form: string): {
  drafts: Drafts;
  keep: (key: string, text: string) => void;
  forget: (key: string) => void;
} {
  const [drafts, setDrafts] = useState<Drafts>({});
  const now = useRef<Drafts>({});
  const dirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (!dirty.current) return;
    dirty.current = false;
    const kept = Object.entries(now.current).filter(([, text]) => text !== undefined);
    const body = kept.length > 0 ? JSON.stringify(Object.fromEntries(kept)) : "";
    keepTyped(form, body).catch(() => {
      // The next key or leaving tries again.
      dirty.current = true;
    });
  }, [form]);

  useEffect(() => {
    let left = false;
    now.current = {};
    dirty.current = false;
    setDrafts({});
    typedBefore(form).then(
      (body) => {
        if (left) return;
        // What was typed while it was being read is newer.
        now.current = { ...parseDrafts(body), ...now.current };
        setDrafts(now.current);
      },
      () => {},
    );
    window.addEventListener("pagehide", save);
    return () => {
      left = true;
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [form, save]);

  const change = useCallback(
    (key: string, text: string | undefined, wait: number) => {
      const { [key]: _, ...others } = now.current;
      now.current = text === undefined ? others : { ...others, [key]: text };
      setDrafts(now.current);
      dirty.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, wait);
    },
    [save],
  );
  return {
    drafts,
    keep: useCallback((key, text) => change(key, text, DRAFT_DELAY), [change]),
    forget: useCallback(
      (key) => {
        if (now.current[key] !== undefined) change(key, undefined, 0);
      },
      [change],
    ),
  };
}
