import { useState } from "react";
import { useLocation } from "wouter";
import type { EnrolmentRow } from "../../backend/generated/EnrolmentRow";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { useDo, useRead } from "../../backend/queries";
import { Button, DayField, Field, ProblemMessage, useSaid } from "../../shared";
import { byName, date } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.enrolments;

/** The periods of a pupil in classes: enrol, leave, take back. */
export function Enrolments({
  pupil,
  enrolments,
}: {
  pupil: PupilRow;
  enrolments: readonly EnrolmentRow[];
}) {
  const [, go] = useLocation();
  const [open, setOpen] = useState<"enrol" | EnrolmentRow | null>(null);
  const leave = useDo("class_leave");
  const said = useSaid();
  const close = () => setOpen(null);
  const stay = ({ id, enrolment }: EnrolmentRow) =>
    leave.mutate(
      { id, pupil: pupil.id, was: enrolment.until, now: null },
      { onSuccess: ({ batch }) => said(words.stayed(enrolment.class), batch) },
    );
  return (
    <section className="stack tight" aria-labelledby="pupil-enrolments">
      <h3 id="pupil-enrolments">{words.title}</h3>
      <ProblemMessage problem={leave.error} />
      {enrolments.length === 0 ? <p className="soft">{words.none}</p> : null}
      <ul className="lines">
        {enrolments.map((row) => {
          const { class: name, location, from, until } = row.enrolment;
          return (
            <li key={row.id}>
              <div className="line">
                <span className="strong">{name}</span>
                <span className="soft nums">{words.period(date(from), until && date(until))}</span>
              </div>
              {location ? <div className="soft">{words.location(location)}</div> : null}
              {open === row ? (
                <Leave pupil={pupil} row={row} onDone={close} />
              ) : until === null ? (
                <Button
                  small
                  kind="quiet"
                  aria-label={words.leaveOf(name)}
                  onClick={() => setOpen(row)}
                >
                  {words.leave}
                </Button>
              ) : (
                <Button
                  small
                  kind="quiet"
                  aria-label={words.stayIn(name)}
                  busy={leave.isPending}
                  onClick={() => stay(row)}
                >
                  {words.stay}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {open === "enrol" ? <Enrol pupil={pupil} onDone={close} /> : null}
      <div className="row">
        {open === "enrol" ? null : (
          <Button small onClick={() => setOpen("enrol")}>
            {words.enrol}
          </Button>
        )}
        <Button small onClick={() => go(`/aanwezigheden/leerling/${pupil.id}`)}>
          {words.year}
        </Button>
      </div>
    </section>
  );
}

function Enrol({ pupil, onDone }: { pupil: PupilRow; onDone: () => void }) {
  const today = useRead("session_state", {}).data?.today ?? "";
  const classes = useRead("pupils_list", {}).data?.rows.map((row) => row.class) ?? [];
  const [name, setName] = useState("");
  const [chosen, setFrom] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const enrol = useDo("class_enrol");
  const said = useSaid();
  const from = chosen ?? today;
  const missing = name.trim() === "";
  return (
    <form
      className="stack tight"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing) return;
        enrol.mutate(
          { pupil: pupil.id, class: name.trim(), location: "", from },
          {
            onSuccess: ({ batch }) => {
              const who = `${pupil.last_name} ${pupil.first_name}`;
              said(words.saved(who, name.trim(), date(from)), batch);
              onDone();
            },
          },
        );
      }}
    >
      <Field
        label={words.className}
        value={name}
        list="enrolment-classes"
        maxLength={20}
        hint={words.classHint}
        error={tried && missing ? words.classMissing : undefined}
        onChange={setName}
      />
      <datalist id="enrolment-classes">
        {[...new Set(classes.filter(Boolean))].sort(byName).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <DayField label={words.from} value={from} onChange={setFrom} />
      <ProblemMessage problem={enrol.error} />
      <div className="row">
        <Button kind="primary" submit small busy={enrol.isPending}>
          {words.save}
        </Button>
        <Button small onClick={onDone}>
          {nl.shared.cancel}
        </Button>
      </div>
    </form>
  );
}

function Leave({ pupil, row, onDone }: { pupil: PupilRow; row: EnrolmentRow; onDone: () => void }) {
  const today = useRead("session_state", {}).data?.today ?? "";
  const [chosen, setLast] = useState<string | null>(null);
  const leave = useDo("class_leave");
  const said = useSaid();
  const last = chosen ?? today;
  const { class: name, until } = row.enrolment;
  return (
    <form
      className="stack tight"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        leave.mutate(
          { id: row.id, pupil: pupil.id, was: until, now: last },
          {
            onSuccess: ({ batch }) => {
              said(words.left(name, date(last)), batch);
              onDone();
            },
          },
        );
      }}
    >
      <DayField label={words.last} value={last} hint={words.lastHint} onChange={setLast} />
      <ProblemMessage problem={leave.error} />
      <div className="row">
        <Button kind="primary" submit small busy={leave.isPending}>
          {words.saveLeave}
        </Button>
        <Button small onClick={onDone}>
          {nl.shared.cancel}
        </Button>
      </div>
    </form>
  );
}
