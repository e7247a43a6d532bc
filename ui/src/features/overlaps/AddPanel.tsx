import { useState } from "react";
import type { PupilRow } from "../../backend/generated/PupilRow";
import type { School } from "../../backend/generated/School";
import { useDo, useRead } from "../../backend/queries";
import { Checkbox, DayField, Field, Form, FormFoot, Panel, useSaid } from "../../shared";
import { nl } from "../../texts/nl";
import { Found } from "./Found";

const words = nl.overlaps.add;
/** Letters after which looking begins. */
const ENOUGH = 2;

/** An enrolment elsewhere that somebody types. */
export function AddPanel(props: { onClose: () => void; onAdded: (pupil: string) => void }) {
  const { onClose, onAdded } = props;
  const [pupil, setPupil] = useState<PupilRow | null>(null);
  const [number, setNumber] = useState("");
  const [school, setSchool] = useState("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [day, setDay] = useState("");
  const [time, setTime] = useState("");
  const [hospital, setHospital] = useState(false);
  const [tried, setTried] = useState(false);
  const act = useDo("overlap_do");
  const said = useSaid();
  const complete = pupil !== null && from !== "" && (number.trim() || school.trim()) !== "";
  const take = (one: School) => {
    setNumber(one.number);
    setSchool(one.name);
    setHospital(one.hospital);
  };
  return (
    <Panel title={words.title} onClose={onClose}>
      <Form
        onSubmit={() => {
          setTried(true);
          if (!pupil || !complete) return;
          act.mutate(
            {
              pupil: pupil.id,
              act: {
                do: "elsewhere",
                was: null,
                now: {
                  institution: number.trim(),
                  school: school.trim(),
                  period: { from, until: until || null },
                  moment: day && time.trim() ? `${day}T${time.trim()}` : day,
                  hospital,
                },
              },
            },
            {
              onSuccess: ({ batch }) => {
                said(words.saved(`${pupil.last_name} ${pupil.first_name}`), batch);
                onAdded(pupil.id);
              },
            },
          );
        }}
      >
        <p className="soft">{words.intro}</p>
        <PupilField chosen={pupil} onChoose={setPupil} />
        <SchoolField value={school} onChange={setSchool} onTake={take} />
        <Field
          label={words.schoolNumber}
          value={number}
          maxLength={6}
          inputMode="numeric"
          hint={words.schoolNumberHint}
          onChange={setNumber}
        />
        <DayField label={words.from} value={from} onChange={setFrom} />
        <DayField
          label={words.until}
          value={until}
          optional
          hint={words.untilHint}
          onChange={setUntil}
        />
        <div className="pair">
          <DayField
            label={words.moment}
            value={day}
            optional
            hint={words.momentHint}
            onChange={setDay}
          />
          <Field
            label={words.time}
            value={time}
            maxLength={5}
            hint={words.timeHint}
            onChange={setTime}
          />
        </div>
        <Checkbox checked={hospital} onChange={setHospital}>
          {words.hospital}
        </Checkbox>
        {tried && !complete ? (
          <p className="field-error" role="alert">
            <span aria-hidden="true">▲ </span>
            {words.missing}
          </p>
        ) : null}
        <FormFoot act={words.save} busy={act.isPending} problem={act.error} onCancel={onClose} />
      </Form>
    </Panel>
  );
}

function PupilField(props: {
  chosen: PupilRow | null;
  onChoose: (pupil: PupilRow | null) => void;
}) {
  const { chosen, onChoose } = props;
  const [text, setText] = useState("");
  const looks = chosen === null && text.trim().length >= ENOUGH;
  const answer = useRead("search", { text }, { enabled: looks });
  const label = (row: PupilRow) => `${row.last_name} ${row.first_name}`;
  return (
    <Found
      label={words.pupil}
      hint={words.pupilHint}
      value={chosen ? `${label(chosen)} (${chosen.class})` : text}
      onChange={(typed) => {
        onChoose(null);
        setText(typed);
      }}
      found={looks ? (answer.data?.pupils ?? []) : []}
      show={(row) => `${label(row)} · ${row.class}`}
      keyOf={(row) => row.id}
      onTake={onChoose}
      nothing={looks && answer.data?.pupils.length === 0 ? words.none : null}
    />
  );
}

function SchoolField(props: {
  value: string;
  onChange: (name: string) => void;
  onTake: (school: School) => void;
}) {
  const { value, onChange, onTake } = props;
  const [taken, setTaken] = useState("");
  const looks = value.trim().length >= ENOUGH && value !== taken;
  const answer = useRead("overlaps", { on: null, pupil: null, school: value }, { enabled: looks });
  return (
    <Found
      label={words.school}
      hint={words.schoolHint}
      value={value}
      onChange={onChange}
      found={looks ? (answer.data?.schools ?? []) : []}
      show={(one) => [one.name, one.municipality, one.number].filter(Boolean).join(" · ")}
      keyOf={(one) => one.number}
      onTake={(one) => {
        setTaken(one.name);
        onTake(one);
      }}
      nothing={null}
    />
  );
}
