/** What stands in the wizard, and what it asks of the program. Pure. */
import type { Address } from "../../../backend/generated/Address";
import type { Contact } from "../../../backend/generated/Contact";
import type { ContactRow } from "../../../backend/generated/ContactRow";
import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import type { EnrolRequest } from "../../../backend/generated/EnrolRequest";
import type { GroupDraft } from "../../../backend/generated/GroupDraft";
import type { SchoolDraft } from "../../../backend/generated/SchoolDraft";
import type { Sibling } from "../../../backend/generated/Sibling";

/** The steps, in the order in which a parent at the counter answers. */
export const STEPS = ["identity", "address", "contacts", "school", "dates", "summary"] as const;
export type Step = (typeof STEPS)[number];

/** Of somebody's identity, what the wizard asks. */
export const IDENTITY = ["insz", "last_name", "first_name", "birth_date", "sex"] as const;
export type IdentityField = (typeof IDENTITY)[number];

/** A contact in the form. `key` is that of the register and stays empty for a new one. */
export interface FormContact extends ContactRow {
  /** What tells it from the others while it is typed. */
  id: number;
}

/** Everything as typed. */
export interface Form {
  step: Step;
  /** Who, when somebody of the register was chosen. */
  pupil: string | null;
  fields: Record<IdentityField, string>;
  nationality: string;
  /** Pupils of whom it was said that this is somebody else. */
  others: readonly string[];
  address: Address;
  contacts: readonly FormContact[];
  school: SchoolDraft;
  /** Typed apart from the day of the moment: `10:05`. */
  time: string;
  class: string;
  group: GroupDraft;
}

const NOBODY: Contact = {
  last_name: "",
  first_name: "",
  relation: "",
  phone: "",
  second_phone: "",
  email: "",
  remark: "",
};

/** Contacts as they come into the form, each with an identity. */
export function inForm(rows: readonly ContactRow[]): FormContact[] {
  return rows.map(({ key, contact }, id) => ({ id, key, contact }));
}

/** One contact more, still to be typed. */
export function withAnother(contacts: readonly FormContact[]): FormContact[] {
  const id = Math.max(-1, ...contacts.map((row) => row.id)) + 1;
  return [...contacts, { id, key: "", contact: NOBODY }];
}

/** Contacts as the program knows them. */
export function contactRows(contacts: readonly FormContact[]): ContactRow[] {
  return contacts.map(({ key, contact }) => ({ key, contact }));
}

const EMPTY_ADDRESS: Address = {
  street: "",
  number: "",
  postbox: "",
  postcode: "",
  municipality: "",
  country: "",
};

/** An enrolment in a group of which nothing was typed yet. */
export const EMPTY_GROUP: GroupDraft = {
  group: "",
  location: "",
  expected_until: null,
  language: "dutch",
  philosophy: "",
  funding: "",
  previous: "",
  special_type: null,
  residence: "",
  sport: "",
  language_courses: "",
  language_exemption: "",
  flags: {
    spread_programme: false,
    iac: false,
    newcomer: false,
    newcomer_exception: false,
    former_newcomer: false,
    care_home: false,
    travelling: false,
  },
};

/** The wizard as it opens. */
export const EMPTY: Form = {
  step: "identity",
  pupil: null,
  fields: { insz: "", last_name: "", first_name: "", birth_date: "", sex: "" },
  nationality: "",
  others: [],
  address: EMPTY_ADDRESS,
  contacts: withAnother([]),
  school: {
    institution: "",
    stamnummer: "",
    moment: "",
    from: null,
    status: "realised",
    reason: "",
  },
  time: "",
  class: "",
  group: EMPTY_GROUP,
};

/** A form that was kept; what is missing in it is as it opens. */
export function readForm(body: unknown): Form | null {
  if (typeof body !== "object" || body === null || !("fields" in body)) return null;
  const kept = body as Partial<Form>;
  return {
    ...EMPTY,
    ...kept,
    step: STEPS.find((step) => step === kept.step) ?? "identity",
    fields: { ...EMPTY.fields, ...kept.fields },
    address: { ...EMPTY.address, ...kept.address },
    contacts: Array.isArray(kept.contacts) ? inForm(kept.contacts) : EMPTY.contacts,
    others: Array.isArray(kept.others) ? kept.others : [],
    school: { ...EMPTY.school, ...kept.school },
    group: { ...EMPTY_GROUP, ...kept.group, flags: { ...EMPTY_GROUP.flags, ...kept.group?.flags } },
  };
}

/** Whether anything says who it is about: before that there is nothing to plan. */
export function begun(form: Form): boolean {
  return form.pupil !== null || Object.values(form.fields).some((value) => value.trim() !== "");
}

const filled = (values: object) => Object.values(values).some((value) => value !== "");

/** Whether an enrolment in a group was typed. */
export function hasGroup(form: Form): boolean {
  return form.group.group.trim() !== "";
}

/** What is asked of the program. `despite`: everybody likely was judged to be somebody else. */
export function requestOf(form: Form, apply: boolean, despite = false): EnrolRequest {
  const fields = Object.entries(form.fields).filter(([, value]) => value.trim() !== "");
  const contacts = contactRows(form.contacts).filter(
    (row) => row.key !== "" || filled(row.contact),
  );
  const { moment } = form.school;
  return {
    pupil: form.pupil,
    fields: Object.fromEntries(fields),
    school: { ...form.school, moment: moment && form.time ? `${moment}T${form.time}` : moment },
    group: hasGroup(form) ? form.group : null,
    class: form.class.trim(),
    address: filled(form.address) ? form.address : null,
    contacts: contacts.length > 0 ? contacts : null,
    nationality: form.nationality.trim() === "" ? null : form.nationality.trim(),
    despite_duplicates: despite,
    apply,
  };
}

/** The form for somebody of the register: what the sheet has stays, the rest that was typed too. */
export function ofKnown(form: Form, file: EnrolmentFile): Form {
  const { pupil } = file;
  const has: Record<IdentityField, boolean> = {
    insz: pupil.has_insz,
    last_name: true,
    first_name: true,
    birth_date: pupil.birth_date !== "",
    sex: pupil.sex !== "",
  };
  const fields = { ...form.fields };
  for (const field of IDENTITY) if (has[field]) fields[field] = "";
  return {
    ...form,
    pupil: pupil.id,
    fields,
    others: [],
    nationality: file.nationality || form.nationality,
    address: file.address ?? form.address,
    contacts: file.contacts.length > 0 ? inForm(file.contacts) : form.contacts,
  };
}

/** Address and contacts of a brother or sister; what was typed already gives way. */
export function likeSibling(form: Form, sibling: Sibling): Form {
  return {
    ...form,
    address: sibling.address ?? form.address,
    contacts:
      sibling.contacts.length > 0
        ? inForm(sibling.contacts.map((contact) => ({ key: "", contact })))
        : form.contacts,
  };
}

/** Whether a time is typed as the program reads it. */
export function isTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

/** `1005`, `10.05` and `9:5` as they are kept: `10:05`, `09:05`; anything else as typed. */
export function tidyTime(typed: string): string {
  const text = typed.trim();
  const match = /^(\d{1,2})[:.uh](\d{1,2})$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (!match) return text;
  return `${match[1]?.padStart(2, "0")}:${match[2]?.padStart(2, "0")}`;
}
