import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import type { Column } from "../../shared";
import { byName, date } from "../../shared/format";
import { nl } from "../../texts/nl";
import type { Axis } from "./axis";
import { Bars } from "./Bars";
import { MarkDot } from "./Mark";
import { KindOf, StatePill } from "./State";

const words = nl.overlaps;

/** The pair that matters most. */
export function worst(pupil: OverlapPupil): OverlapRow | undefined {
  return pupil.pairs[0];
}

/** Both moments of enrolment, the later one first. */
export function moments(pupil: OverlapPupil, row: OverlapRow): { here: string; there: string } {
  const said = (moment: string | null | undefined) =>
    moment ? words.at(moment) : words.unknownMoment;
  return {
    here: words.momentHere(said(pupil.ours[row.ours]?.moment)),
    there: words.momentThere(said(pupil.theirs[row.theirs]?.told.moment)),
  };
}

function Later({ pupil }: { pupil: OverlapPupil }) {
  const row = worst(pupil);
  if (!row) return null;
  const { here, there } = moments(pupil, row);
  const [first, second] = row.pair.later === "ours" ? [here, there] : [there, here];
  return (
    <div className="wrap">
      <div className={row.pair.later === "unknown" ? "soft" : "strong"}>
        {words.later[row.pair.later]}
      </div>
      <div className="hint">{first}</div>
      <div className="hint">{second}</div>
    </div>
  );
}

function Together({ pupil }: { pupil: OverlapPupil }) {
  const pair = worst(pupil)?.pair;
  if (!pair) return null;
  const { overlap } = pair;
  return (
    <div className="wrap">
      <KindOf pair={pair} />
      {overlap ? (
        <div className="hint nums">
          {date(overlap.from)}
          {overlap.until && overlap.until !== overlap.from ? ` – ${date(overlap.until)}` : ""}
        </div>
      ) : null}
      {pair.year === "current" ? null : <div className="hint">{words.years[pair.year]}</div>}
    </div>
  );
}

function OtherSchool({ pupil }: { pupil: OverlapPupil }) {
  const row = worst(pupil);
  const school = row ? pupil.theirs[row.theirs] : pupil.theirs[0];
  if (!school) return null;
  const { institution } = school.told;
  return (
    <div className="wrap">
      <div>{school.name}</div>
      <div className="hint">
        {[
          institution ? words.institution(institution) : words.noNumber,
          school.school?.municipality,
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
      {pupil.theirs.length > 1 ? (
        <div className="hint">{words.moreSchools(pupil.theirs.length - 1)}</div>
      ) : null}
    </div>
  );
}

const PUPIL: Column<OverlapPupil> = {
  key: "pupil",
  header: words.columns.pupil,
  width: "minmax(150px, 1fr)",
  compare: (a, b) => byName(`${a.last_name} ${a.first_name}`, `${b.last_name} ${b.first_name}`),
  render: (pupil) => (
    <div className="overlap-pupil">
      <MarkDot mark={pupil.mark} label={pupil.mark_label} />
      <div>
        <div className="strong wrap">
          {pupil.last_name} {pupil.first_name}
        </div>
        <div className="hint">{pupil.class}</div>
      </div>
    </div>
  ),
};

const STATE: Column<OverlapPupil> = {
  key: "state",
  header: words.columns.state,
  width: "156px",
  render: (pupil) => {
    const row = worst(pupil);
    return row ? <StatePill standing={row.case.standing} /> : null;
  },
};

const TOGETHER: Column<OverlapPupil> = {
  key: "overlap",
  header: words.columns.overlap,
  width: "150px",
  compare: (a, b) => sharedDays(a) - sharedDays(b),
  render: (pupil) => <Together pupil={pupil} />,
};

/** Shared days of the worst pair; without an end they are the most. */
function sharedDays(pupil: OverlapPupil): number {
  const overlap = worst(pupil)?.pair.overlap;
  return overlap ? (overlap.days ?? Number.MAX_SAFE_INTEGER) : 0;
}

/** Columns of the list; beside a panel only those that it does not repeat. */
export function columns(axis: Axis, today: string, besidePanel: boolean): Column<OverlapPupil>[] {
  const bars: Column<OverlapPupil> = {
    key: "bars",
    header: words.columns.bars(axis.from, axis.until),
    width: "minmax(150px, 1.4fr)",
    render: (pupil) => <Bars pupil={pupil} axis={axis} today={today} />,
  };
  if (besidePanel) return [PUPIL, bars, STATE];
  return [
    PUPIL,
    {
      key: "school",
      header: words.columns.school,
      width: "minmax(150px, 1fr)",
      render: (pupil) => <OtherSchool pupil={pupil} />,
    },
    bars,
    TOGETHER,
    {
      key: "later",
      header: words.columns.later,
      width: "176px",
      render: (pupil) => <Later pupil={pupil} />,
    },
    STATE,
  ];
}
