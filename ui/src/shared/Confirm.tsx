import { type ReactNode, useEffect, useRef, useState } from "react";
import { nl } from "../texts/nl";
import { Button } from "./Button";

/**
 * A button that asks once more in its own place before it does something large. Opening it and
 * saying yes are two different buttons, so that Enter alone never does it.
 */
export function Confirm({
  label,
  question,
  yes,
  onYes,
  busy,
  kind,
  small,
}: {
  label: string;
  question: ReactNode;
  yes: string;
  onYes: () => void;
  busy?: boolean;
  kind?: "plain" | "danger" | "primary";
  small?: boolean;
}) {
  const [asking, setAsking] = useState(false);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) no.current?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <Button kind={kind} small={small} busy={busy} onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  }
  return (
    <div className="confirm" role="group">
      <div>{question}</div>
      <div className="row">
        <Button
          kind="primary"
          anyway={kind !== "primary"}
          small={small}
          onClick={() => {
            setAsking(false);
            onYes();
          }}
        >
          {yes}
        </Button>
        <Button small={small} ref={no} onClick={() => setAsking(false)}>
          {nl.shared.cancel}
        </Button>
      </div>
    </div>
  );
}
