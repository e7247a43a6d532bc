import { type ReactNode, useCallback, useEffect, useState } from "react";

/** How long a word stays in sight, in milliseconds. */
const STAYS = 8000;

/** Says what a key did. `shown`: the cells do not tell it, so it is also to be read. */
export type Say = (text: string, shown?: boolean) => void;

/** The place where it is said, for the screen, and how to say it. */
export function useSpoken(): [place: ReactNode, say: Say] {
  const [word, setWord] = useState({ text: "", shown: false });
  const say: Say = useCallback((text, shown = false) => setWord({ text, shown }), []);
  useEffect(() => {
    if (!word.shown) return;
    const timer = setTimeout(() => setWord({ text: "", shown: false }), STAYS);
    return () => clearTimeout(timer);
  }, [word]);
  const place = (
    <div className="spoken-place">
      <div
        className={word.shown && word.text ? "spoken" : "visually-hidden"}
        role="status"
        aria-live="polite"
      >
        {word.text}
      </div>
    </div>
  );
  return [place, say];
}
