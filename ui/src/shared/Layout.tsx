import { type ReactNode, useEffect, useId, useRef } from "react";
import { nl } from "../texts/nl";
import { IconButton } from "./Button";

/** A screen: title, what there is to say of it, its actions, and at most one side panel. */
export function Screen({
  title,
  subtitle,
  actions,
  aside,
  children,
  fill,
}: {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** A `Panel`, when one is open. */
  aside?: ReactNode;
  /** The content scrolls by itself (a table) and takes the height that is left. */
  fill?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Stamboek`;
  }, [title]);
  return (
    <div className={`screen ${fill ? "fill" : ""} ${aside ? "with-panel" : ""}`}>
      <div className="screen-main">
        <header className="screen-head">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle ? <div className="subtitle">{subtitle}</div> : null}
          {actions ? <div className="actions">{actions}</div> : null}
        </header>
        <div className="screen-body">{children}</div>
      </div>
      {aside}
    </div>
  );
}

/** A box on a screen. */
export function Card({
  title,
  subtitle,
  actions,
  children,
  className,
}: {
  title?: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section className={`card ${className ?? ""}`} aria-labelledby={title ? id : undefined}>
      {title ? (
        <header className="card-head">
          <h2 id={id}>{title}</h2>
          {subtitle ? <span className="subtitle">{subtitle}</span> : null}
          {actions ? <div className="actions">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

/**
 * A panel beside the screen instead of a window over it. Takes the focus when it opens, gives it
 * back when it closes; Escape closes.
 */
export function Panel({
  title,
  subtitle,
  onClose,
  actions,
  children,
  quiet,
}: {
  title: string;
  subtitle?: ReactNode;
  onClose: () => void;
  /** Stay in sight at the bottom. */
  actions?: ReactNode;
  children: ReactNode;
  /** Leaves the focus where it is (a detail that follows a list). */
  quiet?: boolean;
}) {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (quiet) return;
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [quiet]);
  return (
    <aside
      ref={panel}
      className="panel"
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          onClose();
        }
      }}
    >
      <header className="panel-head">
        <div>
          <h2 id={id}>{title}</h2>
          {subtitle ? <div className="subtitle">{subtitle}</div> : null}
        </div>
        <IconButton label={nl.shared.close} onClick={onClose}>
          ✕
        </IconButton>
      </header>
      <div className="panel-body">{children}</div>
      {actions ? <footer className="panel-foot">{actions}</footer> : null}
    </aside>
  );
}
