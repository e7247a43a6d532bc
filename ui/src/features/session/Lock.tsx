import { useState } from "react";
import { asProblem } from "../../backend";
import type { LockPerson } from "../../backend/generated/LockPerson";
import type { Phase } from "../../backend/generated/Phase";
import { useDo } from "../../backend/queries";
import { Button, Choice, Field, Form, FormFoot, NewPin, pinsFit, Secret } from "../../shared";
import { nl } from "../../texts/nl";
import { StartPage, useWait, Wait } from "./parts";

const words = nl.lock;

/** Asks who works here and her PIN (S13, S14). Shows nothing of the register. */
export function Lock({ phase }: { phase: Extract<Phase, { phase: "locked" }> }) {
  const { people } = phase;
  const [chosen, setChosen] = useState(people.length === 1 ? (people[0]?.id ?? "") : "");
  const [forgotten, setForgotten] = useState(false);
  const [signing, setSigning] = useState(phase.sign_in);
  const person = people.find((one) => one.id === chosen);
  const joined = phase.sign_in || people.some((one) => one.signs_in);
  if (signing) {
    return (
      <StartPage title={words.title}>
        <p>{phase.sign_in ? words.signIn.overdue : words.signIn.intro}</p>
        <SignIn />
        {people.length > 0 ? (
          <div>
            <Button kind="quiet" onClick={() => setSigning(false)}>
              {words.signIn.back}
            </Button>
          </div>
        ) : null}
      </StartPage>
    );
  }
  return (
    <StartPage title={words.title}>
      <p>{words.intro}</p>
      <Choice
        label={words.who}
        value={chosen}
        onChange={setChosen}
        options={people.map((one) => ({ value: one.id, label: one.name }))}
      />
      {person && forgotten ? (
        <Recover key={person.id} person={person} passphrase={phase.passphrase} />
      ) : null}
      {person && !forgotten ? <Pin key={person.id} person={person} /> : null}
      <div className="row">
        {person ? (
          <Button kind="quiet" onClick={() => setForgotten(!forgotten)}>
            {forgotten ? words.back : words.forgotten}
          </Button>
        ) : null}
        {joined ? (
          <Button kind="quiet" onClick={() => setSigning(true)}>
            {words.signIn.open}
          </Button>
        ) : null}
      </div>
    </StartPage>
  );
}

/** At the server: after five wrong PINs, after a long time without contact, or the first time here. */
function SignIn() {
  const signIn = useDo("lock");
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const ready = login.trim() !== "" && password !== "";
  return (
    <Form
      onSubmit={() => {
        if (!ready || signIn.isPending) return;
        signIn.mutate(
          { what: "sign_in", login: login.trim(), password },
          { onError: () => setPassword("") },
        );
      }}
    >
      <Field
        label={words.signIn.login}
        value={login}
        onChange={setLogin}
        autoFocus
        maxLength={200}
      />
      <Secret label={words.signIn.password} value={password} onChange={setPassword} />
      <FormFoot
        act={words.signIn.save}
        busy={signIn.isPending}
        ready={ready}
        problem={signIn.error}
        doing={words.signIn.busy}
      />
    </Form>
  );
}

function Pin({ person }: { person: LockPerson }) {
  const unlock = useDo("lock");
  const [pin, setPin] = useState("");
  const said = unlock.error ? Number(asProblem(unlock.error).values.wait_seconds ?? 0) : 0;
  const left = useWait(Math.max(said, person.wait_seconds ?? 0), unlock.error);
  return (
    <Form
      onSubmit={() => {
        if (!pin || left > 0 || unlock.isPending) return;
        unlock.mutate({ what: "unlock", person: person.id, pin }, { onError: () => setPin("") });
      }}
    >
      <Field
        label={words.pin}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        autoFocus
        maxLength={32}
        value={pin}
        onChange={setPin}
      />
      <FormFoot
        act={words.open}
        busy={unlock.isPending}
        ready={pin !== "" && left === 0}
        problem={unlock.error}
        doing={words.busy}
      >
        <Wait left={left} />
      </FormFoot>
    </Form>
  );
}

/** A forgotten PIN: what opens the register itself, and a new one. */
function Recover({ person, passphrase }: { person: LockPerson; passphrase: boolean }) {
  const recover = useDo("lock");
  const [method, setMethod] = useState<"passphrase" | "recovery">(
    passphrase ? "passphrase" : "recovery",
  );
  const [secret, setSecret] = useState("");
  const [pin, setPin] = useState({ pin: "", again: "" });
  const said = recover.error ? Number(asProblem(recover.error).values.wait_seconds ?? 0) : 0;
  const left = useWait(said, recover.error);
  const ready = secret !== "" && pinsFit(pin) && left === 0;
  return (
    <Form
      onSubmit={() => {
        if (!ready || recover.isPending) return;
        recover.mutate({
          what: "recover",
          person: person.id,
          secret: { method, secret },
          pin: pin.pin,
        });
      }}
    >
      <h2>{words.recover.title}</h2>
      {passphrase ? (
        <Choice
          label={words.recover.how}
          value={method}
          onChange={setMethod}
          options={[
            { value: "passphrase", label: words.recover.passphrase },
            { value: "recovery", label: words.recover.recovery },
          ]}
        />
      ) : null}
      <Secret
        label={method === "passphrase" ? nl.session.passphrase.label : nl.session.recovery.keyLabel}
        hint={method === "recovery" ? words.recover.recoveryHint : undefined}
        value={secret}
        onChange={setSecret}
        focus
      />
      <NewPin value={pin} onChange={setPin} />
      <FormFoot
        act={words.recover.save}
        busy={recover.isPending}
        ready={ready}
        problem={recover.error}
        doing={nl.session.passphrase.busy}
      >
        <Wait left={left} />
      </FormFoot>
    </Form>
  );
}
