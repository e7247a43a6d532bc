/** Pupils who are also enrolled elsewhere, one of each kind. Everybody is invented. */
import type { CaseStep } from "../generated/CaseStep";
import type { Elsewhere } from "../generated/Elsewhere";
import type { OtherEnrolment } from "../generated/OtherEnrolment";
import type { OverlapCounts } from "../generated/OverlapCounts";
import type { OverlapPair } from "../generated/OverlapPair";
import type { OverlapPupil } from "../generated/OverlapPupil";
import type { Overlaps } from "../generated/Overlaps";
import type { School } from "../generated/School";
import type { Standing } from "../generated/Standing";
import type { Handlers } from ".";
import { BAO, NOWHERE, SCHOOLS, TOLD, type Told } from "./overlap_cases";
import { batch, NOW, TODAY, type World } from "./world";

/** What the secretariat did since, in each world. */
interface Kept {
  steps: Map<string, CaseStep[]>;
  gone: Set<string>;
  typed: Map<string, Elsewhere[]>;
  schools: School[];
}
const kept = new WeakMap<World, Kept>();
function keptIn(world: World): Kept {
  const there = kept.get(world) ?? {
    steps: new Map(),
    gone: new Set(),
    typed: new Map(),
    schools: [...SCHOOLS],
  };
  kept.set(world, there);
  return there;
}

/** Adds a step to a case, and how it is taken back. */
export function addStep(
  world: World,
  [pupil, key]: readonly [string, string],
  step: Pick<CaseStep, "action" | "note">,
): () => void {
  const { steps } = keptIn(world);
  const name = `${pupil} ${key}`;
  const before = steps.get(name) ?? [];
  steps.set(name, [...before, { at: NOW, by: "Katrien D.", ...step }]);
  return () => void steps.set(name, before);
}

function standing(pair: OverlapPair, steps: CaseStep[]): Standing {
  let state: Standing["state"] = "open";
  let until = "";
  let came_back = 0;
  for (const { action } of steps) {
    if (action.what === "call") state = action.waits ? "waiting_for_call" : state;
    if (action.what === "postpone") [state, until] = ["postponed", action.until];
    if (action.what === "other_wrong" || action.what === "solved") state = action.what;
    if (action.what === "reopen") state = "open";
    if (action.what === "seen_again") [state, came_back] = ["came_back", came_back + 1];
  }
  if (pair.kind === "hospital" || pair.kind === "adjoining") state = "nothing_to_do";
  return state === "postponed" ? { came_back, state, until } : { came_back, state };
}

function other(told: Elsewhere, of: School | null): OtherEnrolment {
  return {
    key: `${told.institution ?? told.school}/${told.period.from}`,
    told,
    name: of?.name ?? told.school,
    school: of,
    mark: "yellow",
  };
}

function pupilOf(world: World, index: number, told: Told): OverlapPupil[] {
  const row = world.rows.filter((one) => one.kind === "pupil")[index * 3];
  const of = SCHOOLS[told.school];
  if (!row || !of || keptIn(world).gone.has(row.id)) return [];
  const pair: OverlapPair = {
    kind: "double",
    source: told.pair.kind === "adjoining" ? NOWHERE : BAO,
    year: "current",
    overlap: null,
    later: "unknown",
    same_day: false,
    visible_from: null,
    visible: true,
    last_own_day: null,
    may: told.may.map((action) => ({ action, source: BAO })),
    ...told.pair,
  };
  const key = `${of.number}/2026-2027`;
  const steps = [...told.steps, ...(keptIn(world).steps.get(`${row.id} ${key}`) ?? [])];
  const elsewhere: Elsewhere = {
    institution: of.number,
    school: of.name,
    period: { from: told.from, until: told.until },
    moment: told.moment,
    hospital: of.hospital,
    source: "discimus",
    seen_on: "2026-11-20",
  };
  const blue = pair.kind !== "adjoining";
  return [
    {
      pupil: row.id,
      last_name: row.last_name,
      first_name: row.first_name,
      class: row.class,
      mark: blue ? "blue" : "green",
      mark_label: blue ? "Overlappende of parallelle inschrijving" : "Geregistreerd en in orde",
      ours: [
        {
          id: `enrolment-${row.id}`,
          institution: world.settings.institution,
          period: { from: index === 1 ? "2026-11-23" : "2026-09-01", until: "2027-08-31" },
          open: true,
          moment: told.ours,
          status: "realised",
        },
      ],
      theirs: [other(elsewhere, of)],
      pairs: [{ ours: 0, theirs: 0, pair, case: { key, standing: standing(pair, steps), steps } }],
    },
  ];
}

function typedOf(world: World): OverlapPupil[] {
  return [...keptIn(world).typed].flatMap(([id, all]) => {
    const row = world.rows.find((one) => one.id === id);
    if (!row) return [];
    const of = (told: Elsewhere) => SCHOOLS.find((one) => one.number === told.institution) ?? null;
    return [
      {
        pupil: id,
        last_name: row.last_name,
        first_name: row.first_name,
        class: row.class,
        mark: "white" as const,
        mark_label: "Niet volledig geregistreerd of niet nagekeken",
        ours: [],
        theirs: all.map((told) => other(told, of(told))),
        pairs: [],
      },
    ];
  });
}

function counts(pupils: OverlapPupil[]): OverlapCounts {
  const states = (state: Standing["state"]) =>
    pupils.filter((one) => one.pairs.some((row) => row.case.standing.state === state)).length;
  const kinds = (kind: OverlapPair["kind"]) =>
    pupils.filter((one) => one.pairs.some((row) => row.pair.kind === kind)).length;
  return {
    due: states("open") + states("came_back"),
    came_back: states("came_back"),
    open: states("open"),
    waiting: states("waiting_for_call"),
    other_wrong: states("other_wrong"),
    postponed: states("postponed"),
    solved: states("solved"),
    double: kinds("double"),
    parallel: kinds("parallel"),
    hospital: kinds("hospital"),
    adjoining: kinds("adjoining"),
    not_here: 0,
  };
}

export const overlaps: Handlers = {
  overlaps: (world, { pupil, school: wanted }) => {
    const there = keptIn(world);
    const all = [...TOLD.flatMap((told, index) => pupilOf(world, index, told)), ...typedOf(world)];
    const one = all.find((other) => other.pupil === pupil);
    const first = one?.theirs[0] ?? null;
    const answer: Overlaps = {
      on: TODAY,
      kind: "bao",
      pupils: pupil ? all.filter((other) => other.pupil === pupil) : all,
      gone: [],
      counts: counts(all),
      mark: pupil
        ? {
            mark: one?.mark ?? "white",
            label: one?.mark_label ?? "Niet volledig geregistreerd of niet nagekeken",
          }
        : null,
      career: pupil
        ? {
            previous: first && first.told.period.until !== null ? first : null,
            next: null,
            handed_over: { b: 4, present: 0, acceptable: 0 },
            year: "2026-2027",
            all: one?.theirs ?? [],
          }
        : null,
      schools:
        wanted === null
          ? []
          : there.schools.filter((one) =>
              `${one.number} ${one.name}`.toLowerCase().includes(wanted.toLowerCase()),
            ),
      known_schools: there.schools.length,
    };
    return answer;
  },
  overlap_do: (world, { pupil: whose, act }) => {
    const there = keptIn(world);
    const pupil = whose ?? "";
    const nothing = () => {};
    if (act.do === "note") {
      const { case: key, action, note } = act;
      let back = nothing;
      const apply = () => {
        back = addStep(world, [pupil, key], { action, note });
      };
      return { batch: batch(world, "overlap", 1, ["pupils"], apply, () => back()) };
    }
    if (act.do === "elsewhere" && act.now === null) {
      const apply = () => void there.gone.add(pupil);
      const back = () => void there.gone.delete(pupil);
      return { batch: batch(world, "overlap", 1, ["pupils"], apply, back) };
    }
    if (act.do === "elsewhere" && act.now) {
      const { institution, period, moment, hospital } = act.now;
      const before = there.typed.get(pupil) ?? [];
      const told: Elsewhere = {
        institution: institution || null,
        school: act.now.school,
        period,
        moment: moment || null,
        hospital,
        source: "typed",
        seen_on: TODAY,
      };
      return {
        batch: batch(
          world,
          "overlap",
          1,
          ["pupils"],
          () => there.typed.set(pupil, [...before, told]),
          () => there.typed.set(pupil, before),
        ),
      };
    }
    if (act.do === "school") {
      const { was, now } = act;
      const before = there.schools;
      const others = before.filter((one) => one.number !== was?.number);
      if (now && others.some((one) => one.number === now.number)) {
        const values = { field: "institution", why: "exists", value: now.number };
        throw { code: "invalid_value", values };
      }
      const added = now ? [{ ...now, school_group: now.school_group || null }] : [];
      const set = (schools: School[]) => () => {
        there.schools = schools;
      };
      const after = [...others, ...added];
      return { batch: batch(world, "school", 1, ["pupils"], set(after), set(before)) };
    }
    return { batch: batch(world, "overlap", 1, ["pupils"], nothing, nothing) };
  },
};
