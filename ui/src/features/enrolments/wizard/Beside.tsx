import type { Ref } from "react";
import { call } from "../../../backend";
import type { Likeness } from "../../../backend/generated/Likeness";
import type { PupilRow } from "../../../backend/generated/PupilRow";
import type { Sibling } from "../../../backend/generated/Sibling";
import { Button, Card, Pill, useToast } from "../../../shared";
import { date } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { useWizard } from "./context";
import { likeSibling, ofKnown } from "./form";

const words = nl.enrol.beside;

/** Beside the form: who it could already be, brothers and sisters, earlier enrolments. */
export function Beside(props: {
  ref: Ref<HTMLElement>;
  likely: readonly Likeness[];
  /** Somebody wants to go on and must say first whether it is one of them. */
  asked: boolean;
  /** Back to the form. */
  onDone: () => void;
}) {
  const { likely } = props;
  const { plan } = useWizard();
  const same = new Set(likely.map((one) => one.pupil.id));
  const siblings = plan?.siblings.filter((one) => !same.has(one.pupil.id)) ?? [];
  const before = plan?.before ?? [];
  const nothing = likely.length === 0 && siblings.length === 0 && before.length === 0;
  return (
    <aside ref={props.ref} className="enrol-beside stack" aria-label={words.title}>
      <div role="status" className={nothing ? "soft" : "visually-hidden"}>
        {nothing ? words.quiet : likely.length > 0 ? words.duplicates : ""}
      </div>
      {likely.length > 0 ? (
        <Card title={words.duplicates}>
          {props.asked ? (
            <p className="field-error" role="alert">
              <span aria-hidden="true">▲ </span>
              {words.judge}
            </p>
          ) : null}
          <ul className="candidates">
            {likely.map((one) => (
              <Duplicate key={one.pupil.id} likeness={one} onDone={props.onDone} />
            ))}
          </ul>
        </Card>
      ) : null}
      {siblings.length > 0 ? (
        <Card title={words.siblings}>
          <ul className="candidates">
            {siblings.map((one) => (
              <OneSibling key={one.pupil.id} sibling={one} onDone={props.onDone} />
            ))}
          </ul>
        </Card>
      ) : null}
      {before.length > 0 ? (
        <Card title={words.before}>
          <ul className="lines">
            {before.map((one) => (
              <li key={one.id} className="line">
                <span className="nums">
                  {words.beforeLine(date(one.from), one.leaving ? date(one.leaving.until) : "")}
                </span>
                <span className="soft nums">
                  {[nl.enrolments.statuses[one.status], one.institution, one.stamnummer]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </aside>
  );
}

const fullName = (row: PupilRow) => `${row.last_name} ${row.first_name}`;

function Duplicate({ likeness, onDone }: { likeness: Likeness; onDone: () => void }) {
  const { set } = useWizard();
  const { pupil, why } = likeness;
  const same = async () => {
    const { file } = await call("enrolments", { pupil: pupil.id, choices: false });
    if (file) set((now) => ({ ...ofKnown(now, file), step: now.step }));
    onDone();
  };
  return (
    <li className="stack tight">
      <Who row={pupil} />
      <div className="row">
        {why.map((reason) => (
          <Pill key={reason} tone="info">
            {nl.shared.likeness[reason] ?? reason}
          </Pill>
        ))}
        {pupil.class === "" ? <Pill>{words.former}</Pill> : null}
      </div>
      <div className="row">
        <Button
          small
          kind="primary"
          aria-label={words.sameOf(fullName(pupil))}
          onClick={() => void same()}
        >
          {words.same}
        </Button>
        <Button
          small
          aria-label={words.otherOf(fullName(pupil))}
          onClick={() => {
            set((now) => ({ ...now, others: [...now.others, pupil.id] }));
            onDone();
          }}
        >
          {words.other}
        </Button>
      </div>
    </li>
  );
}

function OneSibling({ sibling, onDone }: { sibling: Sibling; onDone: () => void }) {
  const { set } = useWizard();
  const toast = useToast();
  const name = fullName(sibling.pupil);
  const known = sibling.address !== null || sibling.contacts.length > 0;
  return (
    <li className="stack tight">
      <Who row={sibling.pupil} />
      <div className="row">
        {sibling.signs.map((sign) => (
          <Pill key={sign} tone="info">
            {words.signs[sign]}
          </Pill>
        ))}
      </div>
      {known ? (
        <div>
          <Button
            small
            aria-label={words.takeOf(name)}
            onClick={() => {
              set((now) => likeSibling(now, sibling));
              toast({ tone: "good", text: words.taken(name) });
              onDone();
            }}
          >
            {words.take}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function Who({ row }: { row: PupilRow }) {
  return (
    <div>
      <span className="strong">{fullName(row)}</span>{" "}
      <span className="soft nums">
        {[row.class, date(row.birth_date), row.stamnummer].filter(Boolean).join(" · ")}
      </span>
    </div>
  );
}
