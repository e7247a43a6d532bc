import { type ReactNode, useDeferredValue, useState } from "react";
import type { PupilRow } from "../backend/generated/PupilRow";
import { useRead } from "../backend/queries";
import { nl } from "../texts/nl";
import { Field } from "./Field";
import { date } from "./format";
import { Pill } from "./Pill";
import { ProblemMessage } from "./ProblemMessage";

/** The register searched by hand. `action`: what can be done with somebody who was found. */
export function PupilSearch(props: {
  label: string;
  hint: string;
  /** Said when nobody is found. */
  nobody: string;
  /** What stands there to begin with. */
  text?: string;
  /** Who is not shown. */
  without: ReadonlySet<string>;
  action: (pupil: PupilRow) => ReactNode;
}) {
  const [text, setText] = useState(props.text ?? "");
  const asked = useDeferredValue(text.trim().slice(0, 100));
  const answer = useRead("search", { text: asked }, { enabled: asked.length > 0 });
  const all = asked ? (answer.data?.pupils ?? []) : [];
  const found = all.filter((pupil) => !props.without.has(pupil.id));
  return (
    <>
      <Field
        label={props.label}
        hint={props.hint}
        value={text}
        maxLength={100}
        autoFocus
        onChange={setText}
      />
      <ProblemMessage problem={answer.error} />
      {found.map((pupil) => (
        <Person key={pupil.id} pupil={pupil}>
          {props.action(pupil)}
        </Person>
      ))}
      {asked && answer.data && found.length === 0 ? <p className="soft">{props.nobody}</p> : null}
    </>
  );
}

/** Somebody who could be meant, why, and what can be done. */
export function Person(props: { pupil: PupilRow; why?: readonly string[]; children: ReactNode }) {
  const { pupil, why = [] } = props;
  return (
    <div className="person">
      <div className="grow">
        <div>
          <span className="strong">{pupil.last_name}</span> {pupil.first_name}
        </div>
        <div className="hint">{pupilFacts(pupil)}</div>
        {why.length > 0 ? <Likeness why={why} /> : null}
      </div>
      {props.children}
    </div>
  );
}

/** Why two people may be the same, in words. */
export function Likeness({ why }: { why: readonly string[] }) {
  return (
    <div className="row">
      {why.map((one) => (
        <Pill key={one} tone="info">
          {nl.shared.likeness[one] ?? one}
        </Pill>
      ))}
    </div>
  );
}

/** What tells somebody from a namesake. */
export const pupilFacts = (pupil: PupilRow) =>
  [pupil.class, date(pupil.birth_date), pupil.number].filter(Boolean).join(" · ");
