import { Suspense, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { SessionState } from "../backend/generated/SessionState";
import { Button, EmptyState, Key, useUndo } from "../shared";
import { physicalDigit } from "../shared/keyboard";
import { nl } from "../texts/nl";
import { ErrorBoundary } from "./ErrorBoundary";
import { Nav } from "./Nav";
import { Palette } from "./Palette";
import { PLACES, placeAt } from "./routes";
import { Shortcuts } from "./Shortcuts";
import { StatusBar } from "./StatusBar";
import { lockNow, useInput } from "./useLock";

/** Navigation, search, status bar and, between them, one screen. */
export function Frame({ state }: { state: SessionState }) {
  const [address, go] = useLocation();
  const [searching, setSearching] = useState(false);
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { undo, redo } = useUndo();
  const found = placeAt(address);
  const locks = state.locks_after !== null;
  useInput(locks);

  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const control = event.ctrlKey || event.metaKey;
      const typing = isTyping(event.target);
      const digit = physicalDigit(event.code);
      if (control && key === "k") {
        event.preventDefault();
        setSearching(true);
      } else if (control && key === "i" && !event.shiftKey) {
        event.preventDefault();
        go("/inschrijven");
      } else if (control && key === "l" && !event.shiftKey && locks) {
        event.preventDefault();
        void lockNow();
      } else if (event.key === "F1" || (event.key === "?" && !typing && !control)) {
        event.preventDefault();
        setHelp((shown) => !shown);
      } else if (control && key === "z" && !event.shiftKey && !typing) {
        event.preventDefault();
        undo();
      } else if (control && (key === "y" || (key === "z" && event.shiftKey)) && !typing) {
        event.preventDefault();
        redo();
      } else if (event.altKey && !control && digit !== null) {
        const place = PLACES[(Number(digit) + 9) % 10];
        if (place) {
          event.preventDefault();
          go(place.path);
        }
      }
    };
    window.addEventListener("keydown", keyDown);
    return () => window.removeEventListener("keydown", keyDown);
  }, [undo, redo, go, locks]);

  return (
    <div className="frame">
      <Nav state={state} current={found?.place.path ?? ""} />
      <div className="work">
        <header className="top">
          <button
            type="button"
            className="top-search"
            aria-haspopup="dialog"
            onClick={() => setSearching(true)}
          >
            <span className="cut">{nl.app.searchHint}</span>
            <Key>Ctrl K</Key>
          </button>
          <div className="top-right">
            {state.demo ? <span className="pill info">{nl.app.demo}</span> : null}
            <span>{nl.app.schoolYear(state.school_year)}</span>
            {locks ? (
              <Button small kind="quiet" onClick={() => void lockNow()}>
                {state.user ? nl.lock.nowFor(state.user) : nl.lock.now}
              </Button>
            ) : null}
          </div>
        </header>
        <main className="main" ref={main} tabIndex={-1}>
          <ErrorBoundary place={address}>
            <Suspense>
              {found ? (
                found.place.render(found.rest)
              ) : (
                <EmptyState title={nl.app.notFound.title}>{nl.app.notFound.text}</EmptyState>
              )}
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <StatusBar state={state} onHelp={() => setHelp(true)} />
      {searching ? (
        <Palette
          state={state}
          onClose={() => setSearching(false)}
          onUndo={undo}
          onRedo={redo}
          onHelp={() => setHelp(true)}
        />
      ) : null}
      {help ? <Shortcuts onClose={() => setHelp(false)} /> : null}
    </div>
  );
}

/** Whether keys now belong to a field. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
