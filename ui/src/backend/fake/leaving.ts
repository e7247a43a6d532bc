import { addDays, weekday } from "../../shared/days";
import type { CaseAction } from "../generated/CaseAction";
import type { EnrolmentRemark } from "../generated/EnrolmentRemark";
import type { EnrolmentRow } from "../generated/EnrolmentRow";
import type { GroupEnrolment } from "../generated/GroupEnrolment";
import type { LeavePlan } from "../generated/LeavePlan";
import type { LeaveRequest } from "../generated/LeaveRequest";
import type { MovePlan } from "../generated/MovePlan";
import type { MoveRequest } from "../generated/MoveRequest";
import type { MoveRow } from "../generated/MoveRow";
import type { PupilRow } from "../generated/PupilRow";
import type { SchoolEnrolment } from "../generated/SchoolEnrolment";
import type { Handlers } from ".";
import { remark } from "./enrolling";
import { detailsOf, type Kept, keep, keptOf } from "./enrolment_files";
import { enrolmentsOf, putClass, putPeriods } from "./enrolments";
import { addStep } from "./overlaps";
import { batch, type World } from "./world";

function rowOf(world: World, id: string): PupilRow {
  const row = world.rows.find((one) => one.id === id);
  if (!row) throw { code: "not_found", values: { what: "pupil" } };
  return row;
}

/** Each record as it becomes. */
function after(request: LeaveRequest, kept: Kept, periods: readonly EnrolmentRow[]) {
  const { how } = request;
  const school = kept.schools.find((one) =>
    request.enrolment === null ? one.leaving === null : one.id === request.enrolment,
  );
  const ended = how.how === "ends" ? how.until : null;
  const schoolNow: SchoolEnrolment | null = !school
    ? null
    : how.how === "cancel"
      ? { ...school, status: "cancelled", reason: how.reason }
      : how.how === "begins"
        ? { ...school, from: how.from, moment: how.moment || school.moment }
        : how.how === "ends"
          ? { ...school, leaving: { until: how.until, cause: how.cause, situation: how.situation } }
          : how.how === "stays"
            ? { ...school, leaving: null }
            : school;
  const groupNow = (group: GroupEnrolment): GroupEnrolment =>
    how.how === "never_came" || how.how === "cancel"
      ? { ...group, never_came: true }
      : how.how === "begins"
        ? { ...group, from: how.from }
        : { ...group, until: ended };
  const periodNow = (row: EnrolmentRow): EnrolmentRow => ({
    ...row,
    enrolment: {
      ...row.enrolment,
      ...(how.how === "begins"
        ? { from: how.from }
        : {
            until: how.how === "ends" ? ended : how.how === "stays" ? null : row.enrolment.from,
          }),
    },
  });
  return {
    school: school && schoolNow ? { was: school, now: schoolNow } : null,
    groups: kept.groups
      .filter((group) => group.enrolment === school?.id)
      .map((was) => ({ was, now: groupNow(was) })),
    classes: periods.slice(0, 1).map((was) => ({ was, now: periodNow(was) })),
  };
}

function leave(world: World, request: LeaveRequest): LeavePlan {
  const row = rowOf(world, request.pupil);
  const kept = keptOf(world, row);
  const steps = after(request, kept, enrolmentsOf(world, row.id));
  const { how } = request;
  const remarks: EnrolmentRemark[] = [];
  const from = steps.school?.was.from ?? steps.classes[0]?.was.enrolment.from ?? "";
  if (how.how === "ends" && how.until < from)
    remarks.push(remark({ what: "end_before_begin" }, true));
  else if (how.how === "ends") {
    remarks.push(remark({ what: "leaves_while_compulsory", until: "2035-06-30" }));
  }
  if (how.how === "cancel") {
    if (!how.reason) remarks.push(remark({ what: "cancel_without_reason" }, true));
    if (!how.confirmed) remarks.push(remark({ what: "cancel_wipes" }, true));
  }
  const until = how.how === "ends" ? how.until : from;
  const marks = [...world.school.marks]
    .map(([key, mark]) => ({ key: key.split("|"), mark }))
    .filter(({ key }) => key[0] === row.id && (key[1] ?? "") > until)
    .filter(() => how.how !== "stays" && how.how !== "begins")
    .map(({ key, mark }) => ({
      at: { day: key[1] ?? "", half: key[2] as "VM" | "NM" },
      code: mark.code,
    }));
  const plan: LeavePlan = {
    applicable: !remarks.some((one) => one.refuses),
    problem: null,
    remarks,
    ...steps,
    marks,
    count_days:
      how.how === "ends" && until < "2027-02-01"
        ? [{ day: "2027-02-01", was: true, now: false }]
        : [],
    batch: null,
  };
  if (!request.apply || !plan.applicable) return plan;
  const now: Kept = {
    ...kept,
    schools: kept.schools.map((one) => (one.id === steps.school?.was.id ? steps.school.now : one)),
    groups: kept.groups.map(
      (one) => steps.groups.find((step) => step.was.id === one.id)?.now ?? one,
    ),
  };
  let back: (() => void)[] = [];
  const made = batch(
    world,
    "leave",
    3,
    ["pupils", "attendance"],
    () => {
      back = [
        keep(world, new Map([[row.id, now]])),
        putPeriods(
          world,
          row.id,
          steps.classes.map((step) => step.now),
        ),
      ];
      const action = noted(how);
      if (request.case && action) {
        back.push(addStep(world, [row.id, request.case], { action, note: "" }));
      }
    },
    () => {
      for (const undo of back) undo();
    },
  );
  return { ...plan, batch: made };
}

/** The step of a case that this is. */
function noted(how: LeaveRequest["how"]): CaseAction | null {
  if (how.how === "ends") return { what: "ours_closed", until: how.until };
  if (how.how === "never_came") return { what: "ours_never_came" };
  return how.how === "begins" ? { what: "ours_begins", from: how.from } : null;
}

function moveRow(world: World, row: PupilRow, request: MoveRequest): MoveRow {
  const kept = keptOf(world, row);
  const group = kept.groups.find((one) => !one.never_came && one.until === null);
  const was = {
    group: group?.details.group ?? "",
    location: group?.details.location ?? row.location,
    class: enrolmentsOf(world, row.id)[0]?.enrolment.class ?? "",
  };
  const now = {
    group: request.details?.group ?? request.group ?? was.group,
    location: request.details?.location ?? request.location ?? was.location,
    class: request.class ?? was.class,
  };
  const remarks = weekday(request.on) > 4 ? [remark({ what: "begin_in_weekend" }, true)] : [];
  const same = JSON.stringify(was) === JSON.stringify(now) && !request.details;
  const verdict = remarks.length > 0 ? "refused" : same ? "unchanged" : "moves";
  return { pupil: row, verdict, was, now, remarks, problem: null };
}

function move(world: World, request: MoveRequest): MovePlan {
  const rows = world.rows
    .filter(
      (row) =>
        request.pupils.includes(row.id) ||
        (request.class_of !== "" && row.class === request.class_of),
    )
    .map((row) => moveRow(world, row, request));
  const count = (verdict: MoveRow["verdict"]) =>
    rows.filter((row) => row.verdict === verdict).length;
  const plan: MovePlan = {
    applicable: count("moves") > 0 && count("refused") === 0,
    rows,
    moves: count("moves"),
    unchanged: count("unchanged"),
    refused: count("refused"),
    batch: null,
  };
  if (!request.apply || !plan.applicable) return plan;
  let back: (() => void)[] = [];
  const made = batch(
    world,
    "move",
    plan.moves,
    ["pupils", "attendance"],
    () => {
      const before = world.rows;
      back = [
        () => {
          world.rows = before;
        },
      ];
      for (const row of rows.filter((one) => one.verdict === "moves")) {
        back.push(moveOne(world, row, request));
      }
    },
    () => {
      for (const undo of back) undo();
    },
  );
  return { ...plan, batch: made };
}

/** Closes one and opens the next; answers how to take it back. */
function moveOne(world: World, { pupil, was, now }: MoveRow, request: MoveRequest): () => void {
  const kept = keptOf(world, pupil);
  const last = addDays(request.on, -1);
  const present = kept.groups.find((one) => !one.never_came && one.until === null);
  const changes =
    request.details !== null || was.group !== now.group || was.location !== now.location;
  const groups =
    present && changes
      ? [
          {
            ...present,
            id: `${present.id}-${request.on}`,
            from: request.on,
            details: request.details
              ? detailsOf(now.group, now.location, request.details)
              : { ...present.details, group: now.group, location: now.location },
          },
          ...kept.groups.map((one) => (one === present ? { ...one, until: last } : one)),
        ]
      : kept.groups;
  const undo = [
    keep(world, new Map([[pupil.id, { ...kept, groups }]])),
    now.class === was.class ? () => {} : putClass(world, pupil.id, now.class, request.on),
  ];
  world.rows = world.rows.map((row) =>
    row.id === pupil.id ? { ...row, class: now.class, location: now.location } : row,
  );
  return () => {
    for (const back of undo) back();
  };
}

export const leaving: Handlers = {
  leave: (world, request) => leave(world, request),
  move_pupils: (world, request) => move(world, request),
};
