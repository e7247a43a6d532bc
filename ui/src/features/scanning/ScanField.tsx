import { useEffect, useRef, useState } from "react";
import { nl } from "../../texts/nl";
import type { Scan } from "./store";
import { type Outcome, Wedge } from "./wedge";

const text = nl.scanning;

/** The field. Takes the focus back as soon as nothing else needs it. */
export function ScanField(props: {
  onCode: (code: string) => void;
  onRefused: (why: NonNullable<Scan["why"]>) => void;
  /** What the field is for; default: to check a card. */
  hint?: string;
}) {
  const { onCode, onRefused, hint = text.fieldHint } = props;
  const wedge = useRef(new Wedge());
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState("");
  const [focused, setFocused] = useState(false);

  useEffect(() => {
    const back = () => {
      const active = document.activeElement;
      const idle = !active || active === document.body || active.matches("a[aria-current=page]");
      if (idle) input.current?.focus();
    };
    back();
    input.current?.focus();
    // A click beside every control, or on this screen's own name in the menu, leaves the focus
    // where no scan arrives: the next one must count.
    const click = () => window.setTimeout(back, 0);
    document.addEventListener("click", click);
    window.addEventListener("focus", click);
    return () => {
      document.removeEventListener("click", click);
      window.removeEventListener("focus", click);
    };
  }, []);

  function handle(outcome: Outcome): boolean {
    setValue(wedge.current.text);
    if (outcome.kind === "scan") onCode(outcome.code);
    if (outcome.kind === "refused") onRefused(outcome.why);
    return outcome.kind !== "passed";
  }

  return (
    <div className="scan-field" data-listening={focused}>
      <label htmlFor="scan-field">{text.field}</label>
      <input
        ref={input}
        id="scan-field"
        value={value}
        onChange={() => undefined}
        onKeyDown={(event) => {
          const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event;
          const paste = (ctrlKey || metaKey) && key.toLowerCase() === "v";
          // Ctrl V stays: the text is cleaned in `onPaste`.
          if (paste && value === "") return event.stopPropagation();
          if (
            handle(
              wedge.current.press(
                { key, code, shiftKey, ctrlKey, altKey, metaKey },
                performance.now(),
              ),
            )
          ) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
        onPaste={(event) => {
          event.preventDefault();
          handle(wedge.current.paste(event.clipboardData.getData("text/plain")));
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        aria-describedby="scan-hint"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="characters"
        spellCheck={false}
        inputMode="text"
      />
      <span className="scan-state" aria-hidden="true">
        {focused ? `● ${text.listening}` : `○ ${text.notListening}`}
      </span>
      <p id="scan-hint" className="hint">
        {hint}
      </p>
    </div>
  );
}
