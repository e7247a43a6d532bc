import { useState } from "react";
import { asProblem } from "../../backend";
import type { Phase } from "../../backend/generated/Phase";
import { useDo } from "../../backend/queries";
import { Button, Form, FormFoot, ProblemMessage, Secret } from "../../shared";
import { BackupTable } from "../../shared/BackupTable";
import { nl, problemText } from "../../texts/nl";
import { StartPage, useWait, Wait } from "./parts";

type Unlocking = ReturnType<typeof useDo<"unlock">>;

/** Seconds that the program asked to wait, from the last refusal or from its state. */
function asked(unlock: Unlocking, wait: number): number {
  const said = unlock.error ? Number(asProblem(unlock.error).values.wait_seconds ?? 0) : 0;
  return Math.max(Number.isFinite(said) ? said : 0, wait);
}

function SecretForm({
  method,
  unlock,
  wait,
  focus,
}: {
  method: "passphrase" | "recovery";
  unlock: Unlocking;
  wait: number;
  focus?: boolean;
}) {
  const words = nl.session;
  const [secret, setSecret] = useState("");
  const left = useWait(asked(unlock, wait), unlock.error);
  const tried = unlock.variables?.method === method;
  return (
    <Form
      onSubmit={() => {
        if (secret && left === 0 && !unlock.isPending) unlock.mutate({ method, secret });
      }}
    >
      <Secret
        label={method === "passphrase" ? words.passphrase.label : words.recovery.keyLabel}
        hint={method === "recovery" ? words.recovery.keyHint : undefined}
        value={secret}
        onChange={setSecret}
        focus={focus}
      />
      <FormFoot
        act={method === "passphrase" ? words.passphrase.open : words.missing.open}
        busy={tried && unlock.isPending}
        ready={secret !== "" && left === 0}
        problem={tried ? unlock.error : null}
        doing={words.passphrase.busy}
      >
        <Wait left={left} />
      </FormFoot>
    </Form>
  );
}

/** Asked at every start where the key opens by passphrase only. */
export function Passphrase({ phase }: { phase: Extract<Phase, { phase: "passphrase" }> }) {
  const words = nl.session.passphrase;
  const unlock = useDo("unlock");
  const [forgotten, setForgotten] = useState(false);
  return (
    <StartPage title={words.title}>
      <p>{forgotten ? nl.session.missing.recoveryHint : words.intro}</p>
      <SecretForm
        key={String(forgotten)}
        method={forgotten ? "recovery" : "passphrase"}
        unlock={unlock}
        wait={phase.wait_seconds}
        focus
      />
      <div>
        <Button kind="quiet" onClick={() => setForgotten(!forgotten)}>
          {forgotten ? words.back : words.forgotten}
        </Button>
      </div>
    </StartPage>
  );
}

/** The data are there, the key is not (S5): every way back in, and nothing that destroys. */
export function KeyMissing({ phase }: { phase: Extract<Phase, { phase: "key_missing" }> }) {
  const words = nl.session.missing;
  const unlock = useDo("unlock");
  return (
    <StartPage title={words.title}>
      <p className="notice">{words.safe}</p>
      <p>{problemText(asProblem({ code: phase.reason, values: {} }))}</p>
      <section className="stack">
        <h2>{words.retry}</h2>
        <p className="soft">{words.retryHint}</p>
        <div className="row">
          <Button
            busy={unlock.isPending && unlock.variables?.method === "retry"}
            onClick={() => unlock.mutate({ method: "retry" })}
          >
            {words.retry}
          </Button>
        </div>
        {unlock.variables?.method === "retry" ? <ProblemMessage problem={unlock.error} /> : null}
      </section>
      {phase.passphrase ? (
        <section className="stack">
          <h2>{words.passphrase}</h2>
          <SecretForm method="passphrase" unlock={unlock} wait={phase.wait_seconds} />
        </section>
      ) : null}
      {phase.recovery ? (
        <section className="stack">
          <h2>{words.recovery}</h2>
          <p className="soft">{words.recoveryHint}</p>
          <SecretForm method="recovery" unlock={unlock} wait={phase.wait_seconds} />
        </section>
      ) : null}
      <section className="stack">
        <h2>{words.board}</h2>
        <p className="soft">{words.boardHint}</p>
      </section>
    </StartPage>
  );
}

/** The register cannot be opened for another reason. */
export function Refused(props: { phase: Extract<Phase, { phase: "refused" }>; today: string }) {
  const { phase, today } = props;
  const unlock = useDo("unlock");
  return (
    <StartPage title={nl.session.refused.title}>
      <ProblemMessage problem={unlock.error ?? phase.problem} />
      <p className="soft">{nl.session.refused.safe}</p>
      <div className="row">
        <Button
          kind="primary"
          busy={unlock.isPending}
          onClick={() => unlock.mutate({ method: "retry" })}
        >
          {nl.shared.again}
        </Button>
      </div>
      {phase.backups.length > 0 ? (
        <section className="stack">
          <h2>{nl.session.refused.backups}</h2>
          <p className="soft">{nl.session.refused.backupsHint}</p>
          <BackupTable backups={phase.backups} today={today} />
        </section>
      ) : null}
    </StartPage>
  );
}
