import type { ReactNode } from "react";
import { Busy, Button, Form, ProblemMessage } from "../../shared";
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
      <div className="row">
        <Button kind="primary" submit disabled={!change.ready} busy={change.busy}>
          {props.act}
        </Button>
        <Button onClick={props.onCancel}>{nl.shared.cancel}</Button>
      </div>
    </Form>
  );
}
