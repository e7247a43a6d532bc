import { useSyncExternalStore } from "react";

/** Something that a screen is in the middle of, kept while the person looks at another screen. */
export interface Store<T> {
  get: () => T;
  set: (next: T) => void;
  update: (change: (now: T) => T) => void;
  /** The value, followed by the screen. */
  use: () => T;
}

/** A store that lives as long as the window; nothing of it is written anywhere. */
export function store<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const get = () => value;
  const set = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  const follow = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return {
    get,
    set,
    update: (change) => set(change(value)),
    use: () => useSyncExternalStore(follow, get),
  };
}
