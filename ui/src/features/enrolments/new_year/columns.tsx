import type { NewYearClass } from "../../../backend/generated/NewYearClass";
import type { NewYearRow } from "../../../backend/generated/NewYearRow";
import type { NewYearVerdict } from "../../../backend/generated/NewYearVerdict";
import type { Passing } from "../../../backend/generated/Passing";
import { type Column, Pill, type Tone } from "../../../shared";
import { number } from "../../../shared/format";
import { nl, problemText } from "../../../texts/nl";
import { enrolmentRemarkText } from "../../../texts/nl/enrolment_remarks";
import { placeCodes } from "../move/places";

const words = nl.newYear;

const TONES: Record<NewYearVerdict, Tone> = {
  passes: "good",
  leaves: "info",
  unknown: "warn",
  already: "quiet",
  refused: "bad",
};

/** What becomes of somebody, in words. */
export function passingText(passing: Passing): string {
  switch (passing.to) {
    case "group":
      return words.passing.group(passing.class, passing.group, passing.location);
    case "leaves":
      return words.passing.leaves(passing.cause);
    case "unknown":
      return words.passing.unknown;
  }
}

/** Whether it was decided or proposed. */
function By({ decided }: { decided: boolean }) {
  return decided ? <Pill tone="info">{words.decided}</Pill> : <Pill>{words.proposal}</Pill>;
}

export const CLASS_COLUMNS: Column<NewYearClass>[] = [
  {
    key: "class",
    header: words.columns.class,
    width: "minmax(90px, 0.6fr)",
    render: (row) => <span className="strong">{row.class || words.withoutClass}</span>,
  },
  {
    key: "pupils",
    header: words.columns.pupils,
    width: "90px",
    align: "right",
    render: (row) => number(row.pupils),
  },
  {
    key: "passing",
    header: words.columns.passing,
    width: "minmax(220px, 2fr)",
    render: (row) => passingText(row.passing),
  },
  {
    key: "decided",
    header: words.columns.decided,
    width: "110px",
    render: (row) => <By decided={row.decided} />,
  },
];

export const PUPIL_COLUMNS: Column<NewYearRow>[] = [
  {
    key: "name",
    header: words.columns.name,
    width: "minmax(150px, 1.3fr)",
    render: ({ pupil }) => (
      <>
        <span className="strong">{pupil.last_name}</span> {pupil.first_name}
      </>
    ),
  },
  {
    key: "was",
    header: words.columns.was,
    width: "minmax(120px, 1fr)",
    render: (row) => <span className="nums">{placeCodes(row.was)}</span>,
  },
  {
    key: "what",
    header: words.columns.what,
    width: "minmax(120px, 0.8fr)",
    render: (row) => <Pill tone={TONES[row.verdict]}>{words.verdicts[row.verdict]}</Pill>,
  },
  {
    key: "passing",
    header: words.columns.passing,
    width: "minmax(180px, 2fr)",
    render: (row) => (
      <span className={row.decided ? "strong" : ""}>
        {passingText(row.passing)}
        {row.problem || row.remarks.length > 0 ? (
          <span className="soft">
            {" "}
            {row.problem
              ? problemText(row.problem)
              : row.remarks.map((remark) => enrolmentRemarkText(remark.kind)).join(" ")}
          </span>
        ) : null}
      </span>
    ),
  },
];
