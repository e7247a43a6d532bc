import { type ReactNode, useEffect, useRef } from "react";
import { nl } from "../texts/nl";
import { Busy } from "./Busy";
import { Button } from "./Button";
import { ProblemMessage } from "./ProblemMessage";

/** What stands under the fields of a form: what went wrong, the button that does it, the way back. */
export function FormFoot(props: {
  /** On the button that does it. */
  act: string;
  busy: boolean;
  /** Whether it can be done; it can where nothing is said. */
  ready?: boolean;
  /** It takes something away. */
  danger?: boolean;
  problem?: unknown;
  /** What is going on, where it takes a while. */
  doing?: string;
  /** Closes the form; without it there is nothing to go back to. */
  onCancel?: () => void;
  children?: ReactNode;
}) {
  const { act, busy, ready = true, danger, problem, doing, onCancel, children } = props;
  const buttons = useRef<HTMLDivElement>(null);
  // The message comes just above the buttons: of a long form it would stand below the window.
  useEffect(() => {
    if (problem) buttons.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  return (
    <>
      <ProblemMessage problem={problem} />
      <div className="row" ref={buttons}>
        <Button kind={danger ? "danger" : "primary"} submit disabled={!ready} busy={busy}>
          {act}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{nl.shared.cancel}</Button> : null}
        {children}
        {busy && doing ? <Busy what={doing} /> : null}
      </div>
    </>
  );
}
