import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useDo, useRead } from "../../../backend/queries";
import { Busy, Button, Confirm, Key, ProblemMessage, Screen, useSaid } from "../../../shared";
import { date } from "../../../shared/format";
import { useFormDraft } from "../../../shared/formDraft";
import { stopsAtUnread } from "../../../shared/unread";
import { nl } from "../../../texts/nl";
import { EnrolTabs } from "../EnrolTabs";
import { useKnown } from "../useKnown";
import { AddressStep } from "./AddressStep";
import { Beside } from "./Beside";
import { ContactStep } from "./ContactStep";
import { WizardContext } from "./context";
import { DatesStep } from "./DatesStep";
import { begun, EMPTY, readForm, requestOf, type Step } from "./form";
import { IdentityStep } from "./IdentityStep";
import { focusFirst, focusNext, wishOf } from "./keys";
import { SchoolStep } from "./SchoolStep";
import { StepBar } from "./StepBar";
import { Summary } from "./Summary";
import { useInszTells } from "./useInszTells";
import { useOpenWith } from "./useOpenWith";
import { usePlanned } from "./usePlanned";
import { stepBy, stepsRefused } from "./where";

const words = nl.enrol;
const BODIES: Record<Exclude<Step, "summary">, () => React.ReactNode> = {
  identity: IdentityStep,
  address: AddressStep,
  contacts: ContactStep,
  school: SchoolStep,
  dates: DatesStep,
};

/** Enrolling at the counter: asks what is needed, in the order in which a parent answers. */
export function WizardScreen({ pupil }: { pupil: string | null }) {
  const [, go] = useLocation();
  const said = useSaid();
  const draft = useFormDraft("enrol", EMPTY, readForm);
  const { form, set } = draft;
  const choices = useRead("enrolments", { pupil: null, choices: true });
  const { plan, problem, late, likely, despite } = usePlanned(form, draft.ready);
  const enrol = useDo("enrol");
  const [tried, setTried] = useState<ReadonlySet<Step>>(new Set());
  const [wanted, setWanted] = useState(0);
  const [asked, setAsked] = useState(false);
  const [returned, setReturned] = useState(0);
  const body = useRef<HTMLElement>(null);
  const beside = useRef<HTMLElement>(null);
  useOpenWith(pupil, draft);
  useInszTells(plan?.insz_tells, set);
  const known = useKnown(form.pupil)?.pupil;
  const name = known
    ? `${known.last_name} ${known.first_name}`
    : `${form.fields.last_name} ${form.fields.first_name}`.trim();

  const { step } = form;
  const refused = stepsRefused(plan, likely.length > 0);
  // A step gets the keyboard when it opens; not on every letter.
  useEffect(() => {
    if (draft.ready) focusFirst(step === "summary" ? null : body.current);
    if (step === "summary") body.current?.querySelector<HTMLElement>("h2")?.focus();
  }, [step, draft.ready]);

  // Back from what stands beside it, once that has changed the fields.
  useEffect(() => {
    if (returned > 0) focusFirst(body.current);
  }, [returned]);

  const goTo = (to: Step) => {
    setAsked(false);
    set((now) => ({ ...now, step: to }));
  };
  const save = () =>
    enrol.mutate(requestOf(form, true, despite), {
      onSuccess: (done) => {
        if (done.batch === null) return;
        const { status } = form.school;
        const text =
          status === "realised"
            ? words.saved(name, date(done.from))
            : status === "not_realised"
              ? words.savedRefusal(name)
              : words.savedOther(name);
        said(text, done.batch);
        draft.clear();
        go(`/leerlingen/${done.pupil ?? ""}/inschrijvingen`);
      },
    });
  // Going on waits for the plan of what was typed last.
  useEffect(() => {
    if (wanted === 0 || late) return;
    setWanted(0);
    if (body.current && stopsAtUnread(body.current)) return;
    setTried((now) => new Set(now).add(step));
    if (step === "summary") {
      if (plan?.applicable) save();
    } else if (step === "identity" && likely.length > 0) {
      setAsked(true);
      beside.current?.querySelector("button")?.focus();
    } else if (refused.has(step)) {
      requestAnimationFrame(() => focusFirst(body.current));
    } else {
      goTo(stepBy(step, 1));
    }
  });

  const keyDown = (event: React.KeyboardEvent) => {
    const wish = wishOf(event);
    if (!wish) return;
    event.preventDefault();
    if (event.repeat) return;
    if (wish === "aside") beside.current?.querySelector("button")?.focus();
    else if (wish === "previous") goTo(stepBy(step, -1));
    else if (wish === "next" || !focusNext(body.current, event.target)) setWanted((n) => n + 1);
  };
  const Body = step === "summary" ? null : BODIES[step];
  const back = () => setReturned((n) => n + 1);

  return (
    <Screen
      title={words.title}
      subtitle={name || words.subtitle}
      actions={
        begun(form) ? (
          <Confirm
            label={words.restart}
            question={words.restartAsk}
            yes={words.restartYes}
            onYes={() => {
              draft.clear();
              setTried(new Set());
            }}
          />
        ) : null
      }
    >
      <EnrolTabs current="/inschrijven" />
      <ProblemMessage problem={choices.error} />
      {draft.ready ? (
        <WizardContext.Provider
          value={{ form, set, plan, choices: choices.data?.choices ?? null, tried }}
        >
          {draft.restored ? (
            <div className="notice" role="status">
              {nl.shared.restored}
            </div>
          ) : null}
          <StepBar current={step} tried={tried} refused={refused} onGo={goTo} />
          <div className={step === "summary" && likely.length === 0 ? "enrol whole" : "enrol"}>
            <section
              ref={body}
              className="stack enrol-form"
              aria-labelledby="step"
              onKeyDown={keyDown}
            >
              <h2 id="step" tabIndex={-1}>
                {step === "summary" ? words.summary.title : words.steps[step]}
              </h2>
              {Body ? <Body /> : <Summary onGo={goTo} problem={enrol.error ?? problem} />}
              <div className="row enrol-foot">
                <span className="hint">{words.keys}</span>
                {step === "identity" ? null : (
                  <Button onClick={() => goTo(stepBy(step, -1))}>{words.previous}</Button>
                )}
                <Button
                  kind="primary"
                  busy={enrol.isPending}
                  disabled={step === "summary" && !plan?.applicable}
                  onClick={() => setWanted((n) => n + 1)}
                >
                  {step === "summary" ? saveLabel(form.school.status) : words.next}
                  {step === "summary" ? <Key>{words.summary.saveKeys}</Key> : null}
                </Button>
              </div>
            </section>
            <Beside ref={beside} likely={likely} asked={asked} onDone={back} />
          </div>
        </WizardContext.Provider>
      ) : (
        <Busy what={words.loading} />
      )}
    </Screen>
  );
}

function saveLabel(status: string): string {
  if (status === "realised") return words.summary.save;
  return status === "not_realised" ? words.summary.saveRefusal : words.summary.saveOther;
}
