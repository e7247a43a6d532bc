import { type ReactNode, useEffect, useState } from "react";
import { Checkbox, Field } from "../../shared";
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

/** A secret to type, hidden until asked otherwise. */
export function Secret({
  label,
  value,
  onChange,
  hint,
  error,
  focus,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
  focus?: boolean;
}) {
  const [shown, setShown] = useState(false);
  return (
    <div className="stack tight">
      <Field
        label={label}
        type={shown ? "text" : "password"}
        value={value}
        onChange={onChange}
        hint={hint}
        error={error}
        autoFocus={focus}
        autoComplete="new-password"
        maxLength={200}
      />
      <Checkbox checked={shown} onChange={setShown}>
        {nl.session.passphrase.show}
      </Checkbox>
    </div>
  );
}
