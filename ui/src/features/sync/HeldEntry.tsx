import { useState } from "react";
import { Link } from "wouter";
import type { HeldLine } from "../../backend/generated/HeldLine";
import type { HeldRow } from "../../backend/generated/HeldRow";
import { Button, Field, Form } from "../../shared";
import { aboutText, valueText } from "../../shared/entryText";
import { nameOf } from "../../shared/pupil";
import { nl, problemText } from "../../texts/nl";
import { byText } from "./said";

const words = nl.sync.held;

/** One held entry: what it should have done, what stands there now, and what can be done. */
export function HeldEntry(props: {
  row: HeldRow;
  busy: boolean;
  onAgain: () => void;
  onDismiss: (reason: string) => void;
}) {
  const { row, busy, onAgain, onDismiss } = props;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const what = row.parts.map(lineName).join(", ");
  const unreadable = row.parts.every((part) => part.about.is === "unknown");
  const put = () => {
    if (reason.trim() === "") return setMissing(true);
    onDismiss(reason.trim());
  };
  return (
    <li className="decide-row">
      <div className="grow stack tight">
        {row.parts.map((part) => (
          <Part key={part.subject} part={part} />
        ))}
        <div className="soft">{byText(row.by)}</div>
        {row.again ? (
          <div className="bad-text">
            {words.cannot(unreadable ? words.unreadable : problemText(row.again))}
          </div>
        ) : null}
        {asking ? (
          <Form className="row" onSubmit={put}>
            <Field
              label={words.reason}
              value={reason}
              maxLength={300}
              autoFocus
              error={missing ? words.reasonMissing : undefined}
              onChange={(text) => {
                setReason(text);
                setMissing(false);
              }}
            />
            <Button kind="primary" submit busy={busy}>
              {words.put}
            </Button>
            <Button onClick={() => setAsking(false)}>{nl.shared.cancel}</Button>
          </Form>
        ) : null}
      </div>
      {asking ? null : (
        <div className="row">
          {row.again ? null : (
            <Button small busy={busy} aria-label={words.againOf(what)} onClick={onAgain}>
              {words.again}
            </Button>
          )}
          <Button
            small
            kind="quiet"
            aria-label={words.dismissOf(what)}
            onClick={() => setAsking(true)}
          >
            {words.dismiss}
          </Button>
        </div>
      )}
    </li>
  );
}

const lineName = (part: HeldLine) =>
  [part.who ? nameOf(part.who) : "", aboutText(part.about)].filter(Boolean).join(", ");

function Part({ part }: { part: HeldLine }) {
  const { who, about } = part;
  const readable = about.is !== "unknown";
  return (
    <div>
      {who ? (
        <Link href={`/leerlingen/${who.pupil}`}>
          {nameOf(who)} {who.class}
        </Link>
      ) : (
        <span className="soft">{readable ? words.nobody : ""}</span>
      )}{" "}
      <span>{aboutText(about)}</span>
      {readable ? (
        <div>
          {words.becomes(valueText(part.value, about))} ·{" "}
          <span className="soft">{words.stands(valueText(part.in_force, about))}</span>
        </div>
      ) : null}
    </div>
  );
}
