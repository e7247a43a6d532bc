import { useEffect, useRef } from "react";
import type { InszTells } from "../../../backend/generated/InszTells";
import { date } from "../../../shared/format";
import type { Form } from "./form";

/** Fields that an INSZ can fill in. */
const FILLED = ["birth_date", "sex"] as const;
type Filled = Partial<Record<(typeof FILLED)[number], string>>;

/** The form with what the INSZ tells in fields that are empty, or still hold what an INSZ filled in. */
export function filledIn(form: Form, told: Filled, before: Filled): Form {
  const fields = { ...form.fields };
  for (const field of FILLED) {
    const untouched = fields[field] === "" || fields[field] === before[field];
    if (untouched) fields[field] = told[field] ?? "";
  }
  return FILLED.every((field) => fields[field] === form.fields[field]) ? form : { ...form, fields };
}

/** Fills in birth date and sex once for every INSZ; never over what somebody typed. */
export function useInszTells(
  tells: InszTells | undefined,
  set: (change: (now: Form) => Form) => void,
): void {
  const before = useRef<Filled>({});
  const birth = tells?.birth_date ?? null;
  const sex = tells?.sex ?? null;
  const known = tells !== undefined;
  useEffect(() => {
    if (!known) return;
    const told: Filled = {};
    if (birth !== null) told.birth_date = date(birth);
    if (sex !== null) told.sex = sex;
    const was = before.current;
    before.current = told;
    set((now) => filledIn(now, told, was));
  }, [known, birth, sex, set]);
}
