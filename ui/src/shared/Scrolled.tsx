import type { ReactNode } from "react";

/** A part that scrolls by itself, with a name, that the keyboard reaches. No landmark: it stands in a card. */
export function Scrolled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1), and WebKit gives no focus by itself
    <div className="scrolled" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
