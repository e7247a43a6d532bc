import type { ReactNode } from "react";
import { asProblem } from "../backend";
import { problemText } from "../texts/nl";

/** What went wrong, where, and what to do; with the buttons that help. */
export function ProblemMessage({ problem, actions }: { problem: unknown; actions?: ReactNode }) {
  if (!problem) return null;
  return (
    <div className="problem" role="alert">
      <span className="problem-sign" aria-hidden="true">
        ▲
      </span>
      <div className="problem-text">{problemText(asProblem(problem))}</div>
      {actions ? <div className="row">{actions}</div> : null}
    </div>
  );
}
