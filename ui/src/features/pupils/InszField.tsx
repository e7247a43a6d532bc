import { useCallback, useEffect, useState } from "react";
import { useDo } from "../../backend/queries";
import { Button, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";

/** How long an INSZ stays in sight. */
const SECONDS = 30;

/** The INSZ: masked, in clear for half a minute after a click that is noted. */
export function InszField({
  id,
  masked,
  error,
  onSave,
}: {
  id: string;
  masked: string;
  error?: string;
  onSave: (now: string) => void;
}) {
  const words = nl.pupils.sheet;
  const reveal = useDo("pupil_insz");
  const [clear, setClear] = useState<string | null>(null);
  const [left, setLeft] = useState(0);
  const [typing, setTyping] = useState<string | null>(null);

  const { reset } = reveal;
  // The answer may not stay behind in memory either.
  const hide = useCallback(() => {
    setClear(null);
    reset();
  }, [reset]);
  useEffect(() => {
    if (clear === null) return;
    setLeft(SECONDS);
    const count = setInterval(() => setLeft((now) => now - 1), 1000);
    const end = setTimeout(hide, SECONDS * 1000);
    return () => {
      clearInterval(count);
      clearTimeout(end);
    };
  }, [clear, hide]);

  const label = nl.shared.fields.insz ?? "";
  return (
    <div className={`editable ${error ? "wrong" : ""}`}>
      <div className="editable-label">{label}</div>
      {typing === null ? (
        <div className="insz">
          <span className="mono" aria-live="polite">
            {clear ?? (masked || <span className="soft">—</span>)}
          </span>
          {masked ? (
            <Button
              small
              kind="quiet"
              aria-label={`${clear === null ? words.show : words.hide} INSZ`}
              busy={reveal.isPending}
              title={words.logged}
              onClick={() =>
                clear === null
                  ? reveal.mutate({ id }, { onSuccess: (answer) => setClear(answer.insz) })
                  : hide()
              }
            >
              {clear === null ? words.show : words.hide}
            </Button>
          ) : null}
          <Button small kind="quiet" aria-label={words.edit("INSZ")} onClick={() => setTyping("")}>
            {words.inszEdit}
          </Button>
          {clear !== null ? (
            <span className="hint">{words.shownFor(Math.max(0, left))}</span>
          ) : null}
        </div>
      ) : (
        <input
          // biome-ignore lint/a11y/noAutofocus: the person asked to type here
          autoFocus
          className="input mono"
          aria-label={label}
          autoComplete="off"
          spellCheck={false}
          inputMode="numeric"
          maxLength={20}
          title={words.hint}
          value={typing}
          onChange={(event) => setTyping(event.target.value)}
          onBlur={() => setTyping(null)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            setTyping(null);
            hide();
            if (event.key === "Enter") onSave(typing);
          }}
        />
      )}
      {error ? (
        <div className="field-error" role="alert">
          <span aria-hidden="true">▲ </span>
          {error}
        </div>
      ) : null}
      <ProblemMessage problem={reveal.error} />
    </div>
  );
}
