import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { Period } from "../../backend/generated/Period";
import { nl } from "../../texts/nl";
import { type Axis, lengthOf, months, span } from "./axis";

const words = nl.overlaps.bars;
/** Height of a bar and of the room between two. */
const BAR = 10;
const ROW = 14;

/** Days that any two of ours and theirs share, and whether that is lawful. */
function shared(pupil: OverlapPupil): (Period & { lawful: boolean })[] {
  return pupil.pairs.flatMap(({ pair }) =>
    pair.overlap ? [{ ...pair.overlap, lawful: pair.kind === "hospital" }] : [],
  );
}

/** What the picture shows, in a sentence. */
export function sentence(pupil: OverlapPupil): string {
  const said = ({ from, until }: Period) => words.period(from, until);
  return words.label(
    pupil.ours.map((one) => said(one.period)).join(" en "),
    pupil.theirs.map((one) => words.one(one.name, said(one.told.period))).join(". "),
    shared(pupil)
      .map(({ from, until }) => words.together(from, until))
      .join(". "),
  );
}

/** Our enrolments, theirs below, and the days they share, on one axis. */
export function Bars({ pupil, axis, today }: { pupil: OverlapPupil; axis: Axis; today: string }) {
  const width = lengthOf(axis);
  const height = ROW * (1 + pupil.theirs.length) + 4;
  const now = span(axis, { from: today, until: today });
  const bars = [
    ...pupil.ours.map((one) => ({ kind: "ours", row: 0, period: one.period })),
    ...pupil.theirs.map((one, index) => ({
      kind: one.told.hospital ? "hospital" : "theirs",
      row: index + 1,
      period: one.told.period,
    })),
  ];
  return (
    <svg
      className="overlap-bars"
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={sentence(pupil)}
    >
      {months(axis).map(({ x, month }) => (
        <line
          key={x}
          className={month === 1 || month === 9 ? "overlap-month year" : "overlap-month"}
          x1={x}
          x2={x}
          y1="0"
          y2={height}
        />
      ))}
      {bars.map(({ kind, row, period }) => {
        const drawn = span(axis, period);
        return drawn ? (
          <rect
            key={`${row} ${period.from}`}
            className={`overlap-${kind}`}
            x={drawn.x}
            width={drawn.width}
            y={row * ROW + 4}
            height={BAR}
          />
        ) : null;
      })}
      {shared(pupil).map((period) => {
        const drawn = span(axis, period);
        return drawn ? (
          <rect
            key={`shared ${period.from} ${period.until}`}
            className={period.lawful ? "overlap-shared lawful" : "overlap-shared"}
            x={drawn.x}
            // A single day must be seen too.
            width={Math.max(drawn.width, width / 120)}
            y="0.5"
            height={height - 1}
          />
        ) : null;
      })}
      {now ? <line className="overlap-today" x1={now.x} x2={now.x} y1="0" y2={height} /> : null}
    </svg>
  );
}

/** The months under a picture, and what the bars are. */
export function Legend() {
  return (
    <p className="overlap-legend hint">
      <span className="overlap-key ours" aria-hidden="true" /> {words.ours}
      <span className="overlap-key theirs" aria-hidden="true" /> {words.theirs}
      <span className="overlap-key shared" aria-hidden="true" /> {words.shared}
      <span className="overlap-key today" aria-hidden="true" /> {words.today}
    </p>
  );
}
