import { useEffect, useRef } from "react";
import { call } from "../../../backend";
import type { FormDraft } from "../../../shared/formDraft";
import { begun, type Form, ofKnown } from "./form";

/** Opens the wizard for somebody of the register, unless a half-typed one is about somebody else. */
export function useOpenWith(pupil: string | null, draft: FormDraft<Form>): void {
  const { ready, form, set } = draft;
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (!ready || pupil === null || done.current === pupil) return;
    done.current = pupil;
    if (begun(form)) return;
    call("enrolments", { pupil, choices: false }).then(
      ({ file }) => file && set((now) => ofKnown(now, file)),
      () => {},
    );
  }, [pupil, ready, form, set]);
}
