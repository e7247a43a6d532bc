import { nl } from "../../../texts/nl";
import { STEPS, type Step } from "./form";

const words = nl.enrol.steps;

/** The steps; any can be chosen at any time. */
export function StepBar(props: {
  current: Step;
  tried: ReadonlySet<Step>;
  refused: ReadonlySet<Step>;
  onGo: (step: Step) => void;
}) {
  const { current, tried, refused } = props;
  return (
    <nav aria-label={words.label}>
      <ol className="steps six">
        {STEPS.map((step, index) => {
          const standing = !tried.has(step) ? "" : refused.has(step) ? "attention" : "done";
          return (
            <li key={step}>
              <button
                type="button"
                className={`step ${standing}`}
                aria-current={step === current ? "step" : undefined}
                onClick={() => props.onGo(step)}
              >
                <span className="strong">
                  {index + 1} {words[step]}
                  {standing ? (
                    <>
                      <span className="step-sign" aria-hidden="true">
                        {standing === "done" ? " ✓" : " ●"}
                      </span>
                      <span className="visually-hidden">, {words[standing]}</span>
                    </>
                  ) : null}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
