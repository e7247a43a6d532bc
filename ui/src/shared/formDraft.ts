import { useCallback, useEffect, useRef, useState } from "react";
import { keepTyped, typedBefore } from "./typed";

/** Milliseconds after the last key; must stay below two seconds. */
const DELAY = 1000;

/** A form that comes back as it was after a crash, a power cut or another screen. */
export interface FormDraft<F> {
  form: F;
  set: (change: (now: F) => F) => void;
  /** Whether it is known yet what was kept. */
  ready: boolean;
  /** What stands here was kept from before. */
  restored: boolean;
  /** Forgets it: saved, or begun anew. */
  clear: () => void;
}

/**
 * Keeps what is typed in a form, at most a second later and when the screen is left. `read` turns
 * what was kept into a form, or into `null` when it is no longer readable.
 */
export function useFormDraft<F>(
  name: string,
  empty: F,
  read: (body: unknown) => F | null,
): FormDraft<F> {
  const [form, setForm] = useState(empty);
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const now = useRef(form);
  const dirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const fixed = useRef({ empty, read });

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (!dirty.current) return;
    dirty.current = false;
    const body = now.current === fixed.current.empty ? "" : JSON.stringify(now.current);
    keepTyped(name, body).catch(() => {
      // The next key or leaving tries again.
      dirty.current = true;
    });
  }, [name]);

  useEffect(() => {
    let left = false;
    typedBefore(name)
      .then((body) => parse(body, fixed.current.read))
      .catch(() => null)
      .then((kept) => {
        if (left) return;
        // What was typed while it was being read is newer.
        if (kept !== null && !dirty.current) {
          now.current = kept;
          setForm(kept);
          setRestored(true);
        }
        setReady(true);
      });
    window.addEventListener("pagehide", save);
    return () => {
      left = true;
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [name, save]);

  const put = useCallback(
    (next: F, wait: number) => {
      now.current = next;
      setForm(next);
      dirty.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, wait);
    },
    [save],
  );
  return {
    form,
    set: useCallback((change) => put(change(now.current), DELAY), [put]),
    ready,
    restored,
    clear: useCallback(() => {
      setRestored(false);
      put(fixed.current.empty, 0);
    }, [put]),
  };
}

/** Reads what was kept as a form of that shape; what is missing in it is as it opens. */
export function keptLike<F extends object>(empty: F): (body: unknown) => F | null {
  return (body) =>
    typeof body === "object" && body !== null && !Array.isArray(body)
      ? { ...empty, ...(body as Partial<F>) }
      : null;
}

function parse<F>(body: string, read: (body: unknown) => F | null): F | null {
  if (body === "") return null;
  try {
    return read(JSON.parse(body));
  } catch {
    return null;
  }
}
