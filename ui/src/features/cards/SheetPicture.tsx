/**
 * A sheet as it comes on paper, drawn in millimetres from the geometry that the PDF is made of.
 * Paper is white with black bars in both themes.
 */
import type { CSSProperties, KeyboardEvent } from "react";
import type { PlacedSheet } from "../../backend/generated/PlacedSheet";
import type { Rect } from "../../backend/generated/Rect";
import type { SheetFormat } from "../../backend/generated/SheetFormat";
import type { TextAt } from "../../backend/generated/TextAt";
import { nl } from "../../texts/nl";
import { places } from "./job";

const text = nl.cards;
/** Millimetres in a typographic point. */
const POINT = 25.4 / 72;

/** All bars of a label as one path: a thousand rectangles would slow the picture down. */
export function barsPath(
  bars: readonly (readonly [number, number])[],
  top: number,
  height: number,
): string {
  return bars.map(([left, width]) => `M${left} ${top}h${width}v${height}h${-width}z`).join("");
}

function Line({ at }: { at: TextAt }) {
  return (
    <text
      x={at.x}
      y={at.y}
      fontSize={at.size * POINT}
      fontWeight={at.bold ? 700 : 400}
      textLength={at.width > 0 ? at.width : undefined}
      lengthAdjust="spacingAndGlyphs"
    >
      {at.text}
    </text>
  );
}

/** The sheet. With `onStart` its labels can be chosen as the first free one. */
export function SheetPicture(props: {
  format: SheetFormat;
  page: PlacedSheet | null;
  /** Where the labels are with the printer's correction; without it, where the format puts them. */
  places?: readonly Rect[];
  /** First free label, from 1; labels before it are hatched. */
  start: number;
  onStart?: (label: number) => void;
  /** Draws the label edges of the sheet format. */
  dieCut: boolean;
  label: string;
}) {
  const { format, page, start, onStart, dieCut, label } = props;
  const slots = !dieCut
    ? []
    : props.places?.length
      ? props.places.map(({ x, y }, at) => ({ x, y, label: at + 1 }))
      : places(format);
  const { page_width: width, page_height: height } = format;

  function keys(event: KeyboardEvent<SVGSVGElement>) {
    if (!onStart) return;
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -format.columns,
      ArrowDown: format.columns,
    };
    const step = steps[event.key];
    const to = event.key === "Home" ? 1 : step === undefined ? undefined : start + step;
    if (to === undefined) return;
    event.preventDefault();
    if (to >= 1 && to <= slots.length) onStart(to);
  }

  return (
    <svg
      className="sheet-picture"
      viewBox={`0 0 ${width} ${height}`}
      style={{ "--sheet-ratio": width / height } as CSSProperties}
      role="img"
      aria-label={onStart ? `${label}. ${text.startHere(start)}` : label}
      tabIndex={onStart ? 0 : undefined}
      onKeyDown={keys}
    >
      <defs>
        <pattern
          id="used"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="2" height="4" fill="#e8ebf1" />
        </pattern>
      </defs>
      <rect width={width} height={height} fill="#ffffff" />
      {slots.map((slot) => (
        <rect
          key={slot.label}
          className={onStart ? "slot free" : "slot"}
          x={slot.x}
          y={slot.y}
          width={format.label_width}
          height={format.label_height}
          rx={format.corner_radius}
          fill={slot.label < start ? "url(#used)" : "#ffffff"}
          onClick={() => onStart?.(slot.label)}
        >
          {onStart ? <title>{text.startHere(slot.label)}</title> : null}
        </rect>
      ))}
      <g className="ink">
        {page?.texts.map((line) => (
          <Line key={`${line.x} ${line.y}`} at={line} />
        ))}
        {page?.labels.map((placed) => (
          <g key={`${placed.rect.x} ${placed.rect.y}`}>
            {dieCut ? null : (
              <path
                d={`M${placed.rect.x} ${placed.rect.y + placed.rect.height}h${placed.rect.width}`}
                stroke="#d5dae2"
                strokeWidth={0.2}
              />
            )}
            <path d={barsPath(placed.bars, placed.bars_top, placed.bars_height)} />
            {placed.texts.map((line) => (
              <Line key={`${line.x} ${line.y}`} at={line} />
            ))}
          </g>
        ))}
      </g>
    </svg>
  );
}
