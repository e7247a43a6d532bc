/** The five steps with how each stands. */
import { nl } from "../../texts/nl";
import { type Migration, openQuestions, type Standing, type Step } from "./store";

const text = nl.migration.steps;
const SIGN: Record<Standing, string> = { done: "✓", working: "", attention: "●", todo: "" };

/** What stands under each step. */
export function summaries(
  state: Migration,
  known: { pupils: number; printed: number; total: number },
): Record<Step, string> {
  const { pupils, numbers } = state;
  const plan = numbers.plan;
  const open = openQuestions(plan);
  return {
    1:
      pupils.preview && !pupils.plan?.batch
        ? text.reading(pupils.preview.file_name)
        : text.inRegister(known.pupils),
    2: numbers.preview ? text.list(numbers.preview.file_name, numbers.preview.rows) : text.noList,
    3: !plan
      ? text.waiting
      : plan.refused.length > 0
        ? text.refused
        : open > 0
          ? text.questions(open)
          : text.checked,
    4: plan?.batch ? text.applied(plan.renumbered.length) : text.inOneGo,
    5: text.reprinted(known.printed, known.total),
  };
}

/** The bar; every step can be chosen at any time. */
export function StepBar(props: {
  state: Migration;
  known: { pupils: number; printed: number; total: number };
  standing: Record<Step, Standing>;
  current: Step;
  onGo: (step: Step) => void;
}) {
  const { state, known, standing, current, onGo } = props;
  const under = summaries(state, known);
  const names: Record<Step, string> = {
    1: text.pupils,
    2: text.numbers,
    3: text.check,
    4: text.apply,
    5: text.reprint,
  };
  return (
    <nav aria-label={text.label}>
      <ol className="steps">
        {([1, 2, 3, 4, 5] as const).map((step) => (
          <li key={step}>
            <button
              type="button"
              className={`step ${standing[step]}`}
              aria-current={step === current ? "step" : undefined}
              onClick={() => onGo(step)}
            >
              <span className="strong">
                {step} {names[step]}
                {SIGN[standing[step]] ? (
                  <span className="step-sign" aria-hidden="true">
                    {" "}
                    {SIGN[standing[step]]}
                  </span>
                ) : null}
                {standing[step] === "done" ? (
                  <span className="visually-hidden">, {text.doneWord}</span>
                ) : null}
              </span>
              <span className="soft cut">{under[step]}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
