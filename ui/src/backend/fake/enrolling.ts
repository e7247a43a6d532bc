import { addDays, weekday } from "../../shared/days";
import { fold } from "../../shared/format";
import type { EnrolChoices } from "../generated/EnrolChoices";
import type { EnrolmentRemark } from "../generated/EnrolmentRemark";
import type { EnrolPlan } from "../generated/EnrolPlan";
import type { EnrolRequest } from "../generated/EnrolRequest";
import type { FieldProblem } from "../generated/FieldProblem";
import type { GroupEnrolment } from "../generated/GroupEnrolment";
import type { PersonalRequest } from "../generated/PersonalRequest";
import type { PupilRow } from "../generated/PupilRow";
import type { SchoolEnrolment } from "../generated/SchoolEnrolment";
import type { Handlers } from ".";
import { detailsOf, fileOf, GROUPS, type Kept, keep, keptOf } from "./enrolment_files";
import { putClass } from "./enrolments";
import { batch, NOW, type World } from "./world";

const SOURCE = { title: "Omzendbrief BaO/97/12", address: "" };

/** A remark with a source. */
export function remark(kind: EnrolmentRemark["kind"], refuses = false): EnrolmentRemark {
  return { refuses, kind, source: SOURCE };
}

function choices(world: World): EnrolChoices {
  const some = (key: "class" | "location") =>
    [...new Set(world.rows.map((row) => row[key]))].filter(Boolean).sort();
  return {
    school: "bao",
    institution: world.settings.institution,
    institutions: [world.settings.institution],
    locations: some("location"),
    classes: some("class"),
    groups: GROUPS,
    philosophy: [
      { code: "0140", label: "Rooms-katholieke godsdienst", used: true },
      { code: "0187", label: "Niet-confessionele zedenleer", used: true },
    ],
    funding: [
      { code: "01", label: "Coëfficiënt 1 - 100% financierbaar", used: true },
      { code: "02", label: "Coëfficiënt 1,5 - 150% financierbaar", used: false },
    ],
    special_types: [],
    statuses: [
      { status: "realised", label: "Gerealiseerd" },
      { status: "not_realised", label: "Niet-gerealiseerd" },
      { status: "postponed", label: "Uitgesteld" },
      { status: "parallel", label: "Parallel" },
      { status: "cancelled", label: "Geannuleerd" },
    ],
    reasons: [],
    causes: ["Verhuizing", "Andere school dichter bij huis"],
    situations: ["Andere school in Vlaanderen"],
    residences: [],
    sports: [],
    language_courses: [],
    language_exemptions: [],
    nationalities: ["Belg", "Nederlander"],
    countries: ["Nederland"],
    relations: ["moeder", "vader"],
    places: [
      { postcode: "1040", municipality: "Brussel" },
      { postcode: "1040", municipality: "Etterbeek" },
      { postcode: "3000", municipality: "Leuven" },
      { postcode: "3010", municipality: "Leuven" },
      { postcode: "3050", municipality: "Oud-Heverlee" },
      { postcode: "9000", municipality: "Gent" },
    ],
  };
}

const empty = (field: string): FieldProblem => ({
  field,
  problem: { code: "invalid_value", values: { field, value: "", why: "empty" } },
});

/** Whether the check digits of an INSZ are right; the century is tried both ways. */
function sound(insz: string): boolean {
  const digits = insz.replace(/\D/g, "");
  if (digits.length !== 11) return false;
  const [base, check] = [digits.slice(0, 9), Number(digits.slice(9))];
  return [base, `2${base}`].some((text) => 97 - (Number(text) % 97) === check);
}

/** What a number of this stand-in tells: everybody in it was born from 2000 on. */
function tells(row: PupilRow | null, insz: string): EnrolPlan["insz_tells"] {
  if (!sound(insz)) return { birth_date: null, sex: null };
  const digits = insz.replace(/\D/g, "");
  const [month, day, counter] = [
    digits.slice(2, 4),
    digits.slice(4, 6),
    Number(digits.slice(6, 9)),
  ];
  const known = month > "00" && month <= "12" && day > "00";
  return {
    birth_date: known && !row?.birth_date ? `20${digits.slice(0, 2)}-${month}-${day}` : null,
    sex: row?.sex || counter === 0 || counter === 999 ? null : counter % 2 === 1 ? "m" : "v",
  };
}

function problemsOf({ pupil, fields }: EnrolRequest): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (pupil === null && !fields.last_name) problems.push(empty("last_name"));
  if (pupil === null && !fields.first_name) problems.push(empty("first_name"));
  if (fields.insz && !sound(fields.insz)) {
    const values = { field: "insz", value: fields.insz };
    problems.push({ field: "insz", problem: { code: "invalid_value", values } });
  }
  return problems;
}

function likely(world: World, { fields, pupil }: EnrolRequest) {
  if (pupil !== null) return [];
  const name = fold(`${fields.last_name ?? ""} ${fields.first_name ?? ""}`).trim();
  return world.rows
    .filter((row) => name.length > 3 && fold(`${row.last_name} ${row.first_name}`).startsWith(name))
    .slice(0, 3)
    .map((found) => ({ pupil: found, why: ["accents_lost"], score: 88 }));
}

function siblings(world: World, { fields, pupil }: EnrolRequest) {
  const name = fold(fields.last_name ?? "");
  return world.rows
    .filter((row) => name.length > 2 && row.id !== pupil && fold(row.last_name) === name)
    .slice(0, 2)
    .map((row) => ({
      pupil: row,
      signs: ["same_name" as const],
      address: keptOf(world, row).address,
      contacts: keptOf(world, row).contacts.map((one) => one.contact),
    }));
}

/** The first weekday from a day on. */
function weekdayFrom(day: string): string {
  return weekday(day) > 4 ? addDays(day, 7 - weekday(day)) : day;
}

function plan(world: World, request: EnrolRequest): EnrolPlan {
  const { school, group } = request;
  const row = world.rows.find((one) => one.id === request.pupil) ?? null;
  const from = school.from ?? weekdayFrom(world.today);
  const remarks: EnrolmentRemark[] = [];
  if (weekday(from) > 4) remarks.push(remark({ what: "begin_in_weekend" }, true));
  if (school.status === "not_realised" && !school.reason) {
    remarks.push(remark({ what: "refusal_without_reason" }, true));
  }
  if (!request.fields.insz && !row?.has_insz) remarks.push(remark({ what: "insz_missing" }));
  const problems = problemsOf(request);
  const duplicates = request.despite_duplicates ? [] : likely(world, request);
  const stamnummer =
    school.status === "realised" ? school.stamnummer || String(20000 + world.rows.length) : "";
  const id = row?.id ?? `00000000-0000-4000-9000-${String(world.rows.length).padStart(12, "0")}`;
  const enrolment: SchoolEnrolment = {
    id: `school-${id}-${world.batches.length}`,
    pupil: id,
    institution: school.institution || world.settings.institution,
    stamnummer: stamnummer || null,
    moment: school.moment || NOW.slice(0, 19),
    from,
    status: school.status,
    reason: school.reason,
    leaving: null,
  };
  const inGroup: GroupEnrolment | null = group && {
    id: `group-${id}-${world.batches.length}`,
    enrolment: enrolment.id,
    from,
    expected_until: group.expected_until ?? "2027-08-31",
    until: null,
    never_came: false,
    details: detailsOf(group.group, group.location, group),
  };
  const refuses = remarks.some((one) => one.refuses);
  return {
    applicable: problems.length === 0 && !refuses && duplicates.length === 0,
    problems,
    insz_tells: tells(row, request.fields.insz ?? ""),
    remarks: remarks.sort((a, b) => Number(b.refuses) - Number(a.refuses)),
    duplicates,
    siblings: siblings(world, request),
    before: row ? keptOf(world, row).schools : [],
    stamnummer,
    from,
    register_by: addDays(enrolment.moment.slice(0, 10), 7),
    school: enrolment,
    group: inGroup,
    missing: request.address ? [] : ["address"],
    pupil: id,
    batch: null,
  };
}

function apply(world: World, request: EnrolRequest, made: EnrolPlan): string {
  const { fields } = request;
  const id = made.pupil ?? "";
  const known = world.rows.find((one) => one.id === id);
  const [day, month, year] = (fields.birth_date ?? "").split(/\D/);
  const fresh: PupilRow = {
    id,
    last_name: fields.last_name ?? "",
    first_name: fields.first_name ?? "",
    birth_date: year ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` : "",
    sex: fields.sex ?? "",
    class: request.class,
    stamnummer: made.stamnummer,
    institution: world.settings.institution,
    location: request.group?.location ?? "",
    kind: "pupil",
    number: "",
    has_insz: Boolean(fields.insz),
    card: "never",
  };
  const row = known ? { ...known, class: request.class || known.class } : fresh;
  const was = keptOf(world, row);
  const now: Kept = {
    schools: made.school ? [made.school, ...(known ? was.schools : [])] : was.schools,
    groups: made.group ? [made.group, ...(known ? was.groups : [])] : known ? was.groups : [],
    address: request.address,
    contacts: (request.contacts ?? []).map((one, index) => ({ ...one, key: `contact/${index}` })),
    nationality: request.nationality ?? "",
  };
  let back = () => {};
  return batch(
    world,
    "enrol",
    3,
    ["pupils"],
    () => {
      const before = world.rows;
      world.rows = known ? before.map((one) => (one.id === id ? row : one)) : [row, ...before];
      const kept = keep(world, new Map([[id, now]]));
      const inClass = putClass(world, id, request.class, made.from);
      back = () => {
        world.rows = before;
        kept();
        inClass();
      };
    },
    () => back(),
  );
}

/** Address, contacts and nationality of who is there. */
export function savePersonal(world: World, request: PersonalRequest): string {
  const row = world.rows.find((one) => one.id === request.pupil);
  if (!row) throw { code: "not_found", values: { what: "pupil" } };
  const was = keptOf(world, row);
  const now: Kept = {
    ...was,
    address: request.address ? request.address.now : was.address,
    contacts: request.contacts
      ? request.contacts.now.map((one, index) => ({ ...one, key: one.key || `contact/${index}` }))
      : was.contacts,
    nationality: request.nationality?.now ?? was.nationality,
  };
  let back = () => {};
  return batch(
    world,
    "personal",
    1,
    ["pupils"],
    () => {
      back = keep(world, new Map([[row.id, now]]));
    },
    () => back(),
  );
}

export const enrolling: Handlers = {
  enrolments: (world, request) => ({
    file: request.pupil === null ? null : fileOf(world, request.pupil),
    choices: request.choices ? choices(world) : null,
  }),
  enrol: (world, request) => {
    const made = plan(world, request);
    if (!request.apply) return { ...made, pupil: request.pupil };
    if (!made.applicable) return made;
    return { ...made, batch: apply(world, request, made) };
  },
};
