import { percent } from "../../shared/format";
import { type Figure, share, top } from "./figures";

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 44;
const BOTTOM = 22;
/** Lines across, from nothing to the top of the axis. */
const LINES = [0, 0.25, 0.5, 0.75, 1];
/** Room for a label under a bar. */
const LABEL = 62;

/** Columns on one scale of shares. The numbers stand in the table beside it. */
export function Bars({ label, figures }: { label: string; figures: readonly Figure[] }) {
  const highest = top(figures);
  const step = (WIDTH - LEFT) / Math.max(1, figures.length);
  const every = Math.ceil(LABEL / step);
  const y = (part: number) => 8 + (HEIGHT - BOTTOM - 8) * (1 - part);
  return (
    <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {LINES.map((part) => (
        <g key={part}>
          <line className="bars-line" x1={LEFT} x2={WIDTH} y1={y(part)} y2={y(part)} />
          <text className="bars-text" x={LEFT - 6} y={y(part) + 4} textAnchor="end">
            {percent(part * highest)}
          </text>
        </g>
      ))}
      {figures.map((figure, index) => {
        const part = share(figure) / highest;
        const x = LEFT + index * step;
        return (
          <g key={figure.key}>
            <rect
              className="bars-bar"
              x={x + step * 0.15}
              width={step * 0.7}
              y={y(part)}
              height={y(0) - y(part)}
            >
              <title>{`${figure.label}: ${percent(share(figure))}`}</title>
            </rect>
            {index % every === 0 ? (
              <text
                className="bars-text"
                x={x + step / 2}
                y={HEIGHT - 6}
                textAnchor={index === 0 && every > 1 ? "start" : "middle"}
              >
                {short(figure.label)}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

/** What fits under a bar: `23/11`, `ma VM`, `Z`. */
function short(label: string): string {
  const day = /^(\d\d\/\d\d)\/\d{4}$/.exec(label);
  if (day) return day[1] ?? label;
  const half = /^(\p{L}\p{L})\p{L}+ (VM|NM)$/u.exec(label);
  return half ? `${half[1]} ${half[2]}` : (label.split(" – ")[0] ?? label);
}
