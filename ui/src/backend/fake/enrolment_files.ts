/** What the stand-in knows of enrolments. Everybody in it is invented. */
import { schoolDay, weekday } from "../../shared/days";
import type { Address } from "../generated/Address";
import type { ContactRow } from "../generated/ContactRow";
import type { EnrolmentFile } from "../generated/EnrolmentFile";
import type { GroupDraft } from "../generated/GroupDraft";
import type { GroupEnrolment } from "../generated/GroupEnrolment";
import type { GroupEnrolmentRow } from "../generated/GroupEnrolmentRow";
import type { Missing } from "../generated/Missing";
import type { PupilRow } from "../generated/PupilRow";
import type { SchoolEnrolment } from "../generated/SchoolEnrolment";
import { enrolmentsOf } from "./enrolments";
import type { World } from "./world";

/** Of one pupil. */
export interface Kept {
  schools: SchoolEnrolment[];
  groups: GroupEnrolment[];
  address: Address | null;
  contacts: ContactRow[];
  nationality: string;
}

const worlds = new WeakMap<World, Map<string, Kept>>();
const ADDRESS = { postbox: "", postcode: "3000", municipality: "Leuven", country: "" };
const GROUP = { code: "043056", label: "1e leerjaar in de 3e graad Architecturale vorming KSO" };

/** Groups of the sample list. */
export const GROUPS = [
  { ...GROUP, used: true },
  { code: "043062", label: "1e leerjaar in de 3e graad Bedrijfsorganisatie TSO", used: true },
  { code: "043083", label: "1e leerjaar in de 3e graad Economie-Wiskunde ASO", used: false },
];

/** What is registered in a group unless somebody says otherwise. */
export function groupOf(row: PupilRow): GroupEnrolment {
  return {
    id: `group-${row.id}`,
    enrolment: `school-${row.id}`,
    from: "2026-09-01",
    expected_until: "2027-08-31",
    until: null,
    never_came: false,
    details: detailsOf(GROUP.code, row.location),
  };
}

/** The details of a draft, or of a code and a location. */
export function detailsOf(
  group: string,
  location: string,
  draft?: GroupDraft,
): GroupEnrolment["details"] {
  return {
    group,
    location,
    language: draft?.language ?? "dutch",
    philosophy: draft ? draft.philosophy || null : "0140",
    funding: draft ? draft.funding || null : "01",
    previous: draft?.previous || null,
    special_type: draft?.special_type ?? null,
    residence: draft?.residence ?? "",
    sport: draft?.sport ?? "",
    language_courses: draft?.language_courses ?? "",
    language_exemption: draft?.language_exemption ?? "",
    flags: draft?.flags ?? {
      spread_programme: false,
      iac: false,
      newcomer: false,
      newcomer_exception: false,
      former_newcomer: false,
      care_home: false,
      travelling: false,
    },
  };
}

/** Every weekday of this stand-in has lessons. */
function proposedEnd(today: string): EnrolmentFile["proposed_end"] {
  if (weekday(today) < 5) return { day: today, why: "today" };
  return { day: schoolDay(today, -1), why: "no_lessons" };
}

function all(world: World): Map<string, Kept> {
  const kept = worlds.get(world) ?? new Map<string, Kept>();
  worlds.set(world, kept);
  return kept;
}

/** What is kept of a pupil. Who was never touched is enrolled since 1 September. */
export function keptOf(world: World, row: PupilRow): Kept {
  const known = all(world).get(row.id);
  if (known) return known;
  const enrolled = row.kind === "pupil" && row.class !== "";
  const school: SchoolEnrolment = {
    id: `school-${row.id}`,
    pupil: row.id,
    institution: row.institution,
    stamnummer: row.stamnummer || null,
    moment: "2026-03-12T10:05:00",
    from: "2026-09-01",
    status: "realised",
    reason: "",
    leaving: null,
  };
  return {
    schools: enrolled ? [school] : [],
    groups: enrolled ? [groupOf(row)] : [],
    address: enrolled ? { ...ADDRESS, street: "Lindenstraat", number: row.stamnummer } : null,
    contacts: [],
    nationality: "",
  };
}

/** Puts what is kept of pupils; answers how to take that back. */
export function keep(world: World, now: ReadonlyMap<string, Kept>): () => void {
  const before = new Map([...now.keys()].map((id) => [id, all(world).get(id)]));
  for (const [id, kept] of now) all(world).set(id, kept);
  return () => {
    for (const [id, kept] of before) {
      if (kept) all(world).set(id, kept);
      else all(world).delete(id);
    }
  };
}

const label = (enrolment: GroupEnrolment): GroupEnrolmentRow => ({
  enrolment,
  group_label: GROUPS.find((one) => one.code === enrolment.details.group)?.label ?? "",
  funding_label: enrolment.details.funding ? "Coëfficiënt 1 - 100% financierbaar" : "",
  philosophy_label: enrolment.details.philosophy ? "Rooms-katholieke godsdienst" : "",
});

/** The file of a pupil. */
export function fileOf(world: World, id: string): EnrolmentFile {
  const pupil = world.rows.find((one) => one.id === id);
  if (!pupil) throw { code: "not_found", values: { what: "pupil" } };
  const kept = keptOf(world, pupil);
  const missing: Missing[] = [];
  if (!pupil.has_insz) missing.push("insz");
  if (!kept.nationality) missing.push("nationality");
  if (!kept.address) missing.push("address");
  if (kept.contacts.length === 0) missing.push("contact");
  if (kept.schools.length === 0) missing.push("school_enrolment");
  return {
    pupil,
    schools: kept.schools.map((enrolment) => ({
      enrolment,
      groups: kept.groups.filter((group) => group.enrolment === enrolment.id).map(label),
      register_by: enrolment.moment.slice(0, 10),
    })),
    classes: enrolmentsOf(world, id),
    address: kept.address,
    contacts: kept.contacts,
    nationality: kept.nationality,
    missing,
    proposed_end: proposedEnd(world.today),
  };
}
