import { useState } from "react";
import type { Half } from "../../backend/generated/Half";
import type { MassPlan } from "../../backend/generated/MassPlan";
import type { MassRequest } from "../../backend/generated/MassRequest";
import { useDo, useRead } from "../../backend/queries";
import {
  Button,
  Checkbox,
  Choice,
  DayField,
  Field,
  Panel,
  ProblemMessage,
  Select,
  useSaid,
} from "../../shared";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { codesOf, totalsText } from "./codes";

/** One code for many: first what would happen, then doing it. */
export function MassPanel(props: {
  /** All classes to choose from; empty when it is about one pupil. */
  classes: readonly string[];
  chosen: readonly string[];
  /** Or this pupil, whose name stands above. */
  pupil?: { id: string; name: string };
  day: string;
  onClose: () => void;
}) {
  const words = nl.attendance.mass;
  const said = useSaid();
  const settings = useRead("settings", { part: "attendance" });
  const codes = codesOf(settings.data?.attendance?.settings);
  const [who, setWho] = useState<"classes" | "school">("classes");
  const [classes, setClasses] = useState<readonly string[]>(props.chosen);
  const [from, setFrom] = useState(props.day);
  const [until, setUntil] = useState(props.day);
  const [half, setHalf] = useState<Half | "both">("both");
  const [code, setCode] = useState("Z");
  const [note, setNote] = useState("");
  const [replace, setReplace] = useState(false);
  const { pupil } = props;

  const request: MassRequest = {
    classes: pupil || who === "school" ? [] : [...classes],
    pupils: pupil ? [pupil.id] : [],
    from,
    until,
    half: half === "both" ? null : half,
    code: code || null,
    note: null,
    // Clearing takes away what is there: that is what replacing means.
    replace: replace || code === "",
    apply: false,
  };
  const nobody = !pupil && who === "classes" && classes.length === 0;
  const plan = useRead("attendance_mass", request, { enabled: !nobody });
  const apply = useDo("attendance_mass");
  const ready = !nobody && plan.data && !plan.isPlaceholderData && !plan.error;
  const cells = number(plan.data?.cells ?? 0);

  return (
    <Panel
      title={words.title}
      subtitle={pupil?.name ?? words.subtitle}
      onClose={props.onClose}
      actions={
        <Button
          kind="primary"
          busy={apply.isPending}
          disabled={!ready || plan.data?.cells === 0}
          onClick={() =>
            apply.mutate(
              { ...request, note: note.trim() || null, apply: true },
              {
                onSuccess: (answer) => {
                  const n = number(answer.cells);
                  said(code ? words.done(n) : words.doneClear(n), answer.batch);
                  props.onClose();
                },
              },
            )
          }
        >
          {code ? words.apply(cells) : words.applyClear(cells)}
        </Button>
      }
    >
      {pupil ? null : (
        <Choice
          label={words.who}
          value={who}
          onChange={setWho}
          options={[
            { value: "classes", label: words.some, hint: words.someHint },
            { value: "school", label: words.school, hint: words.schoolHint },
          ]}
        />
      )}
      {!pupil && who === "classes" ? (
        <fieldset className="mass-classes">
          <legend className="visually-hidden">{words.classes}</legend>
          {props.classes.map((one) => (
            <Checkbox
              key={one}
              checked={classes.includes(one)}
              onChange={(on) =>
                setClasses(on ? [...classes, one] : classes.filter((other) => other !== one))
              }
            >
              {one}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <div className="mass-days">
        <DayField
          label={words.from}
          value={from}
          onChange={(day) => {
            setFrom(day);
            if (until < day) setUntil(day);
          }}
        />
        <DayField label={words.until} value={until} onChange={setUntil} />
      </div>
      <Select
        label={words.half}
        value={half}
        onChange={setHalf}
        options={[
          { value: "both", label: words.both },
          { value: "VM", label: nl.shared.halves.VM },
          { value: "NM", label: nl.shared.halves.NM },
        ]}
      />
      <Select
        label={words.code}
        value={code}
        onChange={setCode}
        options={[
          ...codes.map((local) => ({ value: local.code, label: `${local.code} – ${local.label}` })),
          { value: "", label: words.clear },
        ]}
      />
      {code ? (
        <>
          <Field label={words.note} value={note} maxLength={500} onChange={setNote} />
          <Checkbox checked={replace} onChange={setReplace} hint={words.replaceHint}>
            {words.replace}
          </Checkbox>
        </>
      ) : null}
      <ProblemMessage problem={apply.error ?? plan.error} />
      <section className="notice" aria-label={words.plan} aria-live="polite">
        {nobody ? (
          <p>{words.chooseClasses}</p>
        ) : plan.data ? (
          <PlanLines
            plan={plan.data}
            clears={code === ""}
            replace={replace}
            totals={(t) => totalsText(codes, t)}
          />
        ) : (
          <p>{words.planning}</p>
        )}
      </section>
    </Panel>
  );
}

function PlanLines(props: {
  plan: MassPlan;
  clears: boolean;
  replace: boolean;
  totals: (totals: MassPlan["existing"]) => string;
}) {
  const { plan, clears, replace } = props;
  const words = nl.attendance.mass;
  const pupils = nl.attendance.pupils(number(plan.pupils), plan.pupils === 1);
  const refused = Object.values(plan.refused).reduce((sum, n) => sum + n, 0);
  const existing = props.totals(plan.existing);
  return (
    <ul className="stack">
      <li className="strong">
        {plan.cells === 0
          ? words.nothing
          : clears
            ? words.cleared(number(plan.cells), pupils)
            : words.cells(number(plan.cells), pupils)}
      </li>
      {existing && !clears ? (
        <li>
          {words.existing(existing)}. {replace ? words.replaced : words.stay}
        </li>
      ) : null}
      {plan.free > 0 ? <li>{words.free(number(plan.free))}</li> : null}
      {refused > 0 ? <li>{words.refused(number(refused))}</li> : null}
    </ul>
  );
}
