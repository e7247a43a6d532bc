import type { ReactNode } from "react";
import { Busy, Form, FormFoot, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";
import { OursPlan } from "./OursPlan";
import type { useOurs } from "./useOurs";

/** A change of our enrolment: what is asked, what it does (see [`OursPlan`]), and the button that does it. */
export function OursForm(props: {
  change: ReturnType<typeof useOurs>;
  apart: boolean;
  /** On the button. */
  act: string;
  onApply: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  const { change } = props;
  return (
    <Form
      onSubmit={() => {
        if (change.ready) props.onApply();
      }}
    >
      {props.children}
      {change.checking ? <Busy what={nl.overlaps.leave.checking} /> : null}
      <ProblemMessage problem={change.problem} />
      {change.plan ? <OursPlan plan={change.plan} apart={props.apart} /> : null}
      <FormFoot act={props.act} busy={change.busy} ready={change.ready} onCancel={props.onCancel} />
    </Form>
  );
}
