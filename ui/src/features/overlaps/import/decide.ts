/** What a person decides about a row of a list of enrolments elsewhere. Pure. */
import type { ElsewhereImportRequest } from "../../../backend/generated/ElsewhereImportRequest";

/** It is that pupil, it is nobody of ours, it is left out, or it is not decided. */
export type Decision = { is: string } | "nobody" | "out" | "open";

/** The request with one more decision; an earlier one about the row is dropped. */
export function decide(
  request: ElsewhereImportRequest,
  row: number,
  decision: Decision,
): ElsewhereImportRequest {
  const { [row]: _, ...confirm } = request.confirm;
  const without = (rows: readonly number[]) => rows.filter((one) => one !== row);
  const nobody = without(request.nobody);
  const leave_out = without(request.leave_out);
  if (decision === "nobody") nobody.push(row);
  else if (decision === "out") leave_out.push(row);
  else if (decision !== "open") confirm[row] = decision.is;
  return { ...request, confirm, nobody, leave_out };
}
