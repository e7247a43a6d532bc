/** At which field and in which step something stands. Pure. */
import type { EnrolmentRemark } from "../../../backend/generated/EnrolmentRemark";
import type { EnrolPlan } from "../../../backend/generated/EnrolPlan";
import type { FieldProblem } from "../../../backend/generated/FieldProblem";
import { STEPS, type Step } from "./form";

const STEP_OF: Record<string, Step> = {
  insz: "identity",
  last_name: "identity",
  first_name: "identity",
  birth_date: "identity",
  sex: "identity",
  nationality: "identity",
  address: "address",
  street: "address",
  number: "address",
  postbox: "address",
  postcode: "address",
  municipality: "address",
  country: "address",
  contacts: "contacts",
  institution: "school",
  status: "school",
  reason: "school",
  class: "school",
  group: "school",
  location: "school",
  philosophy: "school",
  funding: "school",
  previous: "school",
  special_type: "school",
  moment: "dates",
  from: "dates",
  expected_until: "dates",
  stamnummer: "dates",
};

/** The step of a field; what has none is told at the end. */
export function stepOf(field: string): Step {
  return STEP_OF[field] ?? "summary";
}

const FIELD_OF: Record<EnrolmentRemark["kind"]["what"], string> = {
  begin_in_weekend: "from",
  begin_first_of_september: "from",
  begin_without_lessons: "from",
  enrolled_after_begin: "moment",
  registered_late: "moment",
  kleuter_too_young: "from",
  kleuter_not_entry_date: "from",
  insz_missing: "insz",
  insz_birth_date: "birth_date",
  insz_sex: "sex",
  postponed_elsewhere: "status",
  refusal_without_reason: "reason",
  already_enrolled: "from",
  other_stamnummer: "stamnummer",
  cancel_wipes: "status",
  cancel_without_reason: "reason",
  end_before_begin: "expected_until",
  end_after_year: "expected_until",
  end_in_summer: "expected_until",
  leaves_while_compulsory: "expected_until",
  change_outside: "group",
};

/** The field at which a remark stands. */
export function fieldOf(remark: EnrolmentRemark): string {
  return FIELD_OF[remark.kind.what] ?? "summary";
}

/** What is said at a field. */
export interface Said {
  problem: FieldProblem["problem"] | null;
  remarks: readonly EnrolmentRemark[];
}

/** What a plan says at a field. */
export function saidAt(plan: EnrolPlan | null, field: string): Said {
  return {
    problem: plan?.problems.find((one) => one.field === field)?.problem ?? null,
    remarks: plan?.remarks.filter((remark) => fieldOf(remark) === field) ?? [],
  };
}

/** Steps in which something cannot be kept, or in which somebody is still to be told apart. */
export function stepsRefused(plan: EnrolPlan | null, unsure = false): ReadonlySet<Step> {
  const fields = [
    ...(unsure ? ["last_name"] : []),
    ...(plan?.problems.map((one) => one.field) ?? []),
    ...(plan?.remarks.filter((remark) => remark.refuses).map(fieldOf) ?? []),
  ];
  return new Set(fields.map(stepOf));
}

/** The step after or before; the first and last stay. */
export function stepBy(step: Step, by: 1 | -1): Step {
  return STEPS[Math.max(0, Math.min(STEPS.length - 1, STEPS.indexOf(step) + by))] ?? step;
}
