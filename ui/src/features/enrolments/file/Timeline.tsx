import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import { date } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { axisOf, barOf, placeOf, type Span, spansOf, ticksOf } from "./spans";

const words = nl.enrolmentFile.picture;
const LANES = ["school", "group", "class"] as const;
/** Pixels: of a bar with the room below it, and of the axis. */
const ROW = 22;
const HEAD = 20;

/** The enrolments of a pupil as a picture; the lists below it say the same in words. */
export function Timeline({ file, today }: { file: EnrolmentFile; today: string }) {
  const spans = spansOf(file);
  if (spans.length === 0) return null;
  const axis = axisOf(spans, today);
  const height = HEAD + LANES.length * ROW + 2;
  return (
    <div className="timeline">
      <div className="timeline-lanes" aria-hidden="true">
        {LANES.map((lane) => (
          <div key={lane}>{words[lane]}</div>
        ))}
      </div>
      <svg
        className="timeline-picture"
        width="100%"
        height={height}
        role="img"
        aria-label={words.label(spans.map(spoken).join("; "))}
      >
        {ticksOf(axis).map(({ day, label }) => (
          <g key={day}>
            <line
              className="timeline-tick"
              x1={`${placeOf(day, axis)}%`}
              x2={`${placeOf(day, axis)}%`}
              y1={HEAD - 4}
              y2={height}
            />
            <text className="timeline-month" x={`${placeOf(day, axis)}%`} dx="3" y={HEAD - 7}>
              {label}
            </text>
          </g>
        ))}
        {spans.map((span) => (
          <Bar key={span.key} span={span} axis={axis} />
        ))}
        <line
          className="timeline-today"
          x1={`${placeOf(today, axis)}%`}
          x2={`${placeOf(today, axis)}%`}
          y1={HEAD - 4}
          y2={height}
        />
      </svg>
    </div>
  );
}

function Bar({ span, axis }: { span: Span; axis: { from: string; until: string } }) {
  const [begin, width] = barOf(span, axis);
  const top = HEAD + LANES.indexOf(span.lane) * ROW;
  return (
    // A picture of its own: the label is cut where the bar ends.
    <svg x={`${begin}%`} y={top} width={`${width}%`} height={ROW - 4} overflow="hidden">
      <title>{spoken(span)}</title>
      <rect
        className={`timeline-bar ${span.lane} ${span.void ? "void" : ""}`}
        x="0.5"
        y="0.5"
        width="100%"
        height={ROW - 5}
        rx="3"
      />
      <text className={`timeline-label ${span.void ? "void" : span.lane}`} x="6" y="13">
        {span.label}
      </text>
    </svg>
  );
}

function spoken(span: Span): string {
  const period = nl.enrolmentFile.period(date(span.from), date(span.until));
  return `${words[span.lane]} ${span.label}, ${period}`;
}
