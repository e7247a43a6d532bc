import { type ReactNode, useEffect, useState } from "react";
import { nl } from "../../texts/nl";

/** The calm page that every screen before the register stands on. */
export function StartPage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Stamboek`;
  }, [title]);
  return (
    <main className="start">
      <div className="start-box">
        <div className="start-brand">
          <span className="brand-sign" aria-hidden="true">
            S
          </span>
          {nl.app.name}
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** How long it must still be waited, where it must. */
export function Wait({ left }: { left: number }) {
  if (left <= 0) return null;
  return (
    <span className="soft" role="timer">
      {nl.session.wait(left)}
    </span>
  );
}

/** Seconds still to wait, counting down. Another `since` starts again. */
export function useWait(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(seconds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` starts the count again
  useEffect(() => {
    setLeft(seconds);
    if (seconds <= 0) return;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
