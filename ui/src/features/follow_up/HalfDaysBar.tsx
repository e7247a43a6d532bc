import type { HalfDaysReached } from "../../backend/generated/HalfDaysReached";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";

const WIDTH = 240;

/** Where the parts of the bar begin and end, in units of the drawing; the scale holds all of them. */
export function parts(reached: HalfDaysReached) {
  const whole = Math.max(reached.minimum, reached.total + reached.left, 1);
  const at = (value: number) => (value / whole) * WIDTH;
  return {
    elsewhere: [0, at(reached.elsewhere)] as const,
    here: [at(reached.elsewhere), at(reached.here)] as const,
    left: [at(reached.total), at(reached.left)] as const,
    minimum: at(reached.minimum),
  };
}

/** Reached at the previous school and here, what is left, and the line that must be reached. */
export function HalfDaysBar({ reached }: { reached: HalfDaysReached }) {
  const { elsewhere, here, left, minimum } = parts(reached);
  return (
    <svg
      className="half-days-bar"
      viewBox={`0 0 ${WIDTH} 16`}
      role="img"
      aria-label={nl.followUp.kleuters.bar(
        number(reached.total),
        number(reached.left),
        number(reached.minimum),
      )}
    >
      <rect className="bar-elsewhere" x={elsewhere[0]} y="3" width={elsewhere[1]} height="10" />
      <rect className="bar-here" x={here[0]} y="3" width={here[1]} height="10" />
      <rect className="bar-left" x={left[0]} y="3.5" width={left[1]} height="9" />
      <line className="bar-minimum" x1={minimum} x2={minimum} y1="0" y2="16" />
    </svg>
  );
}
