/** What Discimus tells in the stand-in: one case of each kind. */
import type { CaseStep } from "../generated/CaseStep";
import type { LawfulAction } from "../generated/LawfulAction";
import type { OverlapPair } from "../generated/OverlapPair";
import type { School } from "../generated/School";

export const BAO = { title: "Omzendbrief BaO/97/12", address: "https://voorbeeld.be/bao9712" };
export const NOWHERE = { title: "Telling van dagen", address: "" };

const school = (
  number: string,
  name: string,
  municipality: string,
  over: Partial<School> = {},
) => ({
  number,
  name,
  municipality,
  phone: "016 00 00 01",
  email: "secretariaat@voorbeeld.be",
  kind: "bao" as const,
  school_group: null,
  hospital: false,
  ...over,
});
export const SCHOOLS: School[] = [
  school("012345", "GBS De Linde", "Leuven"),
  school("023451", "VBS Het Anker", "Herent"),
  school("034512", "Ziekenhuisschool UZ", "Leuven", { hospital: true, phone: "", email: "" }),
  school("045123", "BS De Horizon", "Leuven"),
];

/** What is told of one case, by place in the list of pupils. */
export interface Told {
  school: number;
  from: string;
  until: string | null;
  moment: string | null;
  ours: string;
  pair: Partial<OverlapPair>;
  may: LawfulAction[];
  steps: CaseStep[];
}

const step = (at: string, action: CaseStep["action"], note = ""): CaseStep => ({
  at,
  by: "Katrien D.",
  action,
  note,
});

export const TOLD: Told[] = [
  {
    school: 0,
    from: "2026-11-12",
    until: "2027-08-31",
    moment: "2026-11-10T16:05:00",
    ours: "2026-03-02T09:30:00",
    pair: {
      kind: "double",
      later: "theirs",
      overlap: { from: "2026-11-12", until: "2027-08-31", days: 293, summer_only: false },
      last_own_day: "2026-11-11",
    },
    may: ["deregister", "keep_in_consultation"],
    steps: [
      step("2026-11-13T09:12:00+01:00", { what: "call", waits: false }, "ouders twijfelen nog"),
      step("2026-11-16T10:00:00+01:00", { what: "solved" }),
      step("2026-11-20T02:10:00+01:00", { what: "seen_again" }),
    ],
  },
  {
    school: 1,
    from: "2026-09-01",
    until: "2026-11-23",
    moment: "2026-03-05",
    ours: "2026-11-20T11:20:00",
    pair: {
      kind: "double",
      later: "ours",
      overlap: { from: "2026-11-23", until: "2026-11-23", days: 1, summer_only: false },
    },
    may: ["other_may_deregister", "call_school"],
    steps: [],
  },
  {
    school: 3,
    from: "2026-10-05",
    until: null,
    moment: null,
    ours: "2026-03-02T09:30:00",
    pair: {
      kind: "parallel",
      later: "unknown",
      overlap: { from: "2026-10-05", until: null, days: null, summer_only: false },
      last_own_day: "2026-10-04",
    },
    may: ["call_school", "adjust_dates"],
    steps: [
      step("2026-11-18T14:00:00+01:00", { what: "call", waits: true }, "mevr. Claes belt terug"),
    ],
  },
  {
    school: 2,
    from: "2026-10-12",
    until: "2027-01-29",
    moment: "2026-10-09T10:00:00",
    ours: "2026-03-02T09:30:00",
    pair: {
      kind: "hospital",
      later: "theirs",
      overlap: { from: "2026-10-12", until: "2027-01-29", days: 110, summer_only: false },
    },
    may: ["leave_as_is"],
    steps: [],
  },
  {
    school: 0,
    from: "2025-09-01",
    until: "2026-08-31",
    moment: "2025-03-02",
    ours: "2026-03-02T09:30:00",
    pair: { kind: "adjoining", later: "ours", overlap: null },
    may: [],
    steps: [],
  },
];
