import type { ReactNode } from "react";
import { problemText } from "../../../texts/nl";
import { RemarkLines } from "../RemarkLines";
import { useWizard } from "./context";
import { saidAt, stepOf } from "./where";

/** What stands under a field: why it cannot be kept, or what the rules say, or how to fill it in. */
export function useSaidAt(
  field: string,
  typed: string,
  hint?: ReactNode,
): { error: ReactNode; hint: ReactNode } {
  const { plan, tried } = useWizard();
  const { problem, remarks } = saidAt(plan, field);
  const step = stepOf(field);
  // Nothing is wrong yet with a field that nobody came to.
  const told = typed.trim() !== "" || tried.has(step) || step === "dates";
  const lines = told && remarks.length > 0 ? <RemarkLines remarks={remarks} /> : null;
  return {
    error: problem && told ? problemText(problem) : undefined,
    hint: lines ? (
      <>
        {hint}
        {lines}
      </>
    ) : (
      hint
    ),
  };
}
