import { createContext, useContext } from "react";
import type { EnrolChoices } from "../../../backend/generated/EnrolChoices";
import type { EnrolPlan } from "../../../backend/generated/EnrolPlan";
import type { Form, Step } from "./form";

/** What every step knows. */
export interface Wizard {
  form: Form;
  set: (change: (now: Form) => Form) => void;
  plan: EnrolPlan | null;
  choices: EnrolChoices | null;
  /** Steps that somebody tried to leave: from then on what is missing in them is told. */
  tried: ReadonlySet<Step>;
}

export const WizardContext = createContext<Wizard | null>(null);

/** The wizard around a step. */
export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error("outside the wizard");
  return wizard;
}
