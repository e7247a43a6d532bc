import type { Finding } from "../../backend/generated/Finding";
import type { FollowUpRule } from "../../backend/generated/FollowUpRule";
import { Pill, type Tone } from "../../shared";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";

const TONES: Record<FollowUpRule, Tone> = {
  note_too_long: "warn",
  notes_used: "warn",
  open_reason: "quiet",
  problematic: "bad",
  allowance_back: "bad",
  kleuter_compulsory: "warn",
  kleuter_admission: "warn",
};

/** What is to be followed up, in a word each. */
export function FindingPills({ findings }: { findings: readonly Finding[] }) {
  return (
    <span className="row tight">
      {findings.map((finding) => (
        <Pill key={finding.key} tone={TONES[finding.rule]} title={sentence(finding)}>
          {nl.attendance.findings[finding.rule](number(finding.count))}
        </Pill>
      ))}
    </span>
  );
}

/** What is to be followed up, as sentences with their source. */
export function FindingLines({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="finding-lines">
      {findings.map((finding) => (
        <li key={finding.key}>
          {sentence(finding)} <span className="soft">({source(finding)})</span>
        </li>
      ))}
    </ul>
  );
}

function source({ source: { title, address } }: Finding): string {
  return [title, address].filter(Boolean).join(", ");
}

function sentence({ rule, count, limit, step }: Finding): string {
  const { title, counted } = nl.followUp.rules[rule];
  return `${title}: ${counted(number(count), number(limit))}. ${nl.followUp.steps[step]}.`;
}
