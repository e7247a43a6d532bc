import type { PupilMark } from "../../backend/generated/PupilMark";
import { nl } from "../../texts/nl";

/** The coloured dot as Informat's users know it; the word is always there to be read or heard. */
export function MarkDot({ mark, label }: { mark: PupilMark; label?: string }) {
  const colour = nl.overlaps.marks[mark];
  const said = label ? nl.overlaps.markIs(colour, label) : colour;
  return (
    <span className="mark" title={said}>
      <span className={`mark-dot ${mark}`} aria-hidden="true" />
      <span className="visually-hidden">{said}</span>
    </span>
  );
}

/** The dot with its words beside it. */
export function MarkWord({ mark, label }: { mark: PupilMark; label: string }) {
  return (
    <span className="mark">
      <span className={`mark-dot ${mark}`} aria-hidden="true" />
      <span>{nl.overlaps.markIs(nl.overlaps.marks[mark], label)}</span>
    </span>
  );
}
