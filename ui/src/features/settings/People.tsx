import { useState } from "react";
import type { LockPerson } from "../../backend/generated/LockPerson";
import type { LockSettings } from "../../backend/generated/LockSettings";
import { useDo, useRead } from "../../backend/queries";
import {
  Button,
  Card,
  Field,
  Form,
  FormFoot,
  NewPin,
  Pill,
  ProblemMessage,
  pinsFit,
  Select,
  useSavePart,
  useToast,
} from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.lock.people;
const MINUTES = [2, 5, 10, 15, 20, 30];

/** Who has a PIN on this laptop, and when it locks (S13, S14). */
export function People() {
  const settings = useRead("settings", { part: "lock" }).data?.lock;
  const [open, setOpen] = useState<"add" | "change" | LockPerson | null>(null);
  if (!settings) return null;
  const { people, me, rules } = settings;
  const close = () => setOpen(null);
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="soft">{people.length === 0 ? words.offer : words.text(rules.minutes)}</p>
        {people.length > 0 ? (
          <ul className="lines">
            {people.map((one) => (
              <li key={one.id} className="row">
                <span>{one.name}</span>
                {one.id === me ? <Pill tone="info">{words.me}</Pill> : null}
                {one.blocked || (one.wait_seconds ?? 0) > 0 ? (
                  <Pill tone="warn">{words.blocked}</Pill>
                ) : null}
                <Button small aria-label={words.removeFor(one.name)} onClick={() => setOpen(one)}>
                  {words.remove}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {people.length > 0 ? <Minutes settings={settings} /> : null}
        <div className="row">
          {settings.joined ? null : (
            <Button onClick={() => setOpen("add")}>
              {people.length === 0 ? words.first : words.add}
            </Button>
          )}
          {me ? <Button onClick={() => setOpen("change")}>{words.change}</Button> : null}
        </div>
        {settings.joined ? <p className="hint">{words.joined}</p> : null}
        {open === "add" ? <Add settings={settings} onDone={close} /> : null}
        {open === "change" ? <Change onDone={close} /> : null}
        {open && typeof open === "object" ? (
          <Remove key={open.id} person={open} last={people.length === 1} onDone={close} />
        ) : null}
      </div>
    </Card>
  );
}

function Minutes({ settings }: { settings: LockSettings }) {
  const { rules } = settings;
  const { save, problem } = useSavePart(rules, useDo("settings_save"), (now) => ({
    part: "lock" as const,
    was: rules,
    now,
  }));
  const choices = MINUTES.includes(rules.minutes) ? MINUTES : [...MINUTES, rules.minutes];
  return (
    <>
      <Select
        label={words.minutes}
        value={String(rules.minutes)}
        options={choices.map((n) => ({ value: String(n), label: words.minutesOf(n) }))}
        onChange={(minutes) =>
          save({ minutes: Number(minutes) }, words.minutesSaved(Number(minutes)))
        }
      />
      <ProblemMessage problem={problem} />
    </>
  );
}

function Add({ settings, onDone }: { settings: LockSettings; onDone: () => void }) {
  const first = settings.people.length === 0;
  const add = useDo("lock");
  const toast = useToast();
  const [name, setName] = useState(first ? settings.user : "");
  const [pin, setPin] = useState({ pin: "", again: "" });
  const ready = name.trim() !== "" && pinsFit(pin);
  return (
    <Form
      onSubmit={() => {
        if (!ready) return;
        const done = first ? words.chosen : words.added;
        add.mutate(
          { what: "add", name, pin: pin.pin },
          {
            onSuccess: () => {
              toast({ tone: "good", text: done(name.trim()) });
              onDone();
            },
          },
        );
      }}
    >
      <Field
        label={words.name}
        hint={words.nameHint}
        value={name}
        maxLength={60}
        autoFocus
        onChange={setName}
      />
      <NewPin value={pin} onChange={setPin} />
      <FormFoot
        act={words.save}
        problem={add.error}
        busy={add.isPending}
        ready={ready}
        onCancel={onDone}
      />
    </Form>
  );
}

function Change({ onDone }: { onDone: () => void }) {
  const change = useDo("lock");
  const toast = useToast();
  const [current, setCurrent] = useState("");
  const [pin, setPin] = useState({ pin: "", again: "" });
  const ready = current !== "" && pinsFit(pin);
  return (
    <Form
      onSubmit={() => {
        if (!ready) return;
        change.mutate(
          { what: "change", current, pin: pin.pin },
          {
            onSuccess: () => {
              toast({ tone: "good", text: words.changed });
              onDone();
            },
          },
        );
      }}
    >
      <Pin value={current} onChange={setCurrent} label={words.current} />
      <NewPin value={pin} onChange={setPin} />
      <FormFoot
        act={words.save}
        problem={change.error}
        busy={change.isPending}
        ready={ready}
        onCancel={onDone}
      />
    </Form>
  );
}

function Remove(props: { person: LockPerson; last: boolean; onDone: () => void }) {
  const { person, onDone } = props;
  const remove = useDo("lock");
  const toast = useToast();
  const [pin, setPin] = useState("");
  return (
    <Form
      onSubmit={() => {
        if (!pin) return;
        remove.mutate(
          { what: "remove", person: person.id, pin },
          {
            onSuccess: () => {
              toast({ tone: "good", text: words.removed(person.name) });
              onDone();
            },
          },
        );
      }}
    >
      <p>
        {words.removeWhy(person.name)} {props.last ? words.last : ""}
      </p>
      <Pin value={pin} onChange={setPin} label={words.current} />
      <FormFoot
        act={words.save}
        problem={remove.error}
        busy={remove.isPending}
        ready={pin !== ""}
        onCancel={onDone}
      />
    </Form>
  );
}

function Pin(props: { label: string; value: string; onChange: (pin: string) => void }) {
  return (
    <Field
      {...props}
      type="password"
      inputMode="numeric"
      autoComplete="new-password"
      maxLength={32}
      autoFocus
    />
  );
}
