import type { PupilRow } from "../../../backend/generated/PupilRow";
import { Button, Card, Pill, ProblemMessage } from "../../../shared";
import { date, dateTime } from "../../../shared/format";
import { nl, problemText } from "../../../texts/nl";
import { RemarkLines } from "../RemarkLines";
import { useKnown } from "../useKnown";
import { useWizard } from "./context";
import type { Form, Step } from "./form";
import { stepOf } from "./where";

const words = nl.enrol.summary;
const steps = nl.enrol.steps;

/** One look at everything before it is kept. */
export function Summary({ onGo, problem }: { onGo: (step: Step) => void; problem: unknown }) {
  const { form, plan } = useWizard();
  const known = useKnown(form.pupil)?.pupil;
  if (!plan) return <ProblemMessage problem={problem} />;
  const refused = plan.remarks.filter((remark) => remark.refuses);
  const warned = plan.remarks.filter((remark) => !remark.refuses);
  return (
    <>
      <ProblemMessage problem={problem} />
      {plan.problems.length > 0 || refused.length > 0 ? (
        <section className="problem stack tight" role="alert">
          <h3>{words.refusedTitle}</h3>
          <ul className="stack tight">
            {plan.problems.map((one) => (
              <li key={one.field} className="row">
                {problemText(one.problem)}
                {stepOf(one.field) === "summary" ? null : (
                  <Button small onClick={() => onGo(stepOf(one.field))}>
                    {words.goTo(steps[stepOf(one.field)])}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <RemarkLines remarks={refused} />
        </section>
      ) : null}
      <div className="enrol-summary">
        <Part step="identity" onGo={onGo} lines={identity(form, known)} />
        <Part step="address" onGo={onGo} lines={address(form)} />
        <Part step="contacts" onGo={onGo} lines={contacts(form)} />
        <Part step="school" onGo={onGo} lines={school(form)} />
        <Part
          step="dates"
          onGo={onGo}
          lines={[
            [words.from, date(plan.from)],
            [words.moment, plan.school ? dateTime(plan.school.moment) : words.now],
            [words.expected, date(plan.group?.expected_until)],
            [words.stamnummer, plan.stamnummer],
          ]}
        />
        <Card title={warned.length > 0 ? words.warnings : words.rules}>
          <div className="stack tight">
            <RemarkLines remarks={warned} />
            {warned.length === 0 && refused.length === 0 ? (
              <p className="soft">✓ {words.noWarnings}</p>
            ) : null}
            {plan.missing.length > 0 ? (
              <div className="row">
                <span className="soft">{words.missing}:</span>
                {plan.missing.map((what) => (
                  <Pill key={what}>{nl.enrol.missing[what]}</Pill>
                ))}
              </div>
            ) : null}
          </div>
        </Card>
      </div>
    </>
  );
}

/** `id` where two lines may have the same label. */
type Line = [label: string, value: string, id?: number];

function Part(props: { step: Step; lines: Line[]; onGo: (step: Step) => void }) {
  const name = steps[props.step];
  return (
    <Card
      title={name}
      actions={
        <Button
          small
          kind="quiet"
          aria-label={words.goTo(name)}
          onClick={() => props.onGo(props.step)}
        >
          {words.change}
        </Button>
      }
    >
      <dl className="pairs">
        {props.lines.map(([label, value, id]) => (
          <div key={id ?? label}>
            <dt>{label}</dt>
            <dd>{value || <span className="soft">{words.later}</span>}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function identity({ fields, nationality }: Form, known: PupilRow | undefined): Line[] {
  const names = nl.shared.fields;
  const name = known
    ? `${known.last_name} ${known.first_name}`
    : `${fields.last_name} ${fields.first_name}`;
  return [
    [names.last_name ?? "", name.trim()],
    [names.birth_date ?? "", date(known?.birth_date || fields.birth_date)],
    [names.insz ?? "", known?.has_insz ? nl.enrol.identity.hasInsz : fields.insz],
    [nl.enrol.identity.nationality, nationality],
  ];
}

function address({ address: one }: Form): Line[] {
  const line = [one.street, one.number, one.postbox].filter(Boolean).join(" ");
  return [
    [nl.enrol.address.street, line],
    [nl.enrol.address.municipality, [one.postcode, one.municipality].filter(Boolean).join(" ")],
  ];
}

function contacts(form: Form): Line[] {
  return form.contacts.map(({ id, contact }, index) => [
    contact.relation || (index === 0 ? words.contact : nl.enrol.contact.title(index + 1)),
    [
      `${contact.last_name} ${contact.first_name}`.trim(),
      contact.phone,
      contact.second_phone,
      contact.email,
    ]
      .filter(Boolean)
      .join(" · "),
    id,
  ]);
}

function school(form: Form): Line[] {
  return [
    [words.status, nl.enrolments.statuses[form.school.status]],
    [words.class, form.class],
    [words.group, form.group.group],
    [words.location, form.group.location],
  ];
}
