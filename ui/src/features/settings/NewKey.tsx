import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Form, FormFoot, NewPassphrase, ProblemMessage, Secret, strength } from "../../shared";
import { nl } from "../../texts/nl";

/** A new key of the database after a suspected leak (S9): when, what it asks and what it does to backups. */
export function NewKey({ keptIn, onClose }: { keptIn: string; onClose: () => void }) {
  const words = nl.settings.keys;
  const begin = useDo("keys");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  // A passphrase may open it beside the keyring: the program then says so.
  const phrase = keptIn === "passphrase" || begin.error?.problem.code === "passphrase_needed";
  const ready = !phrase || (current !== "" && next === again && strength(next) > 0);
  return (
    <section className="notice warn stack" aria-label={words.rotate.title}>
      <h3>{words.rotate.title}</h3>
      <p>{words.rotate.when}</p>
      <ol className="numbered">
        {words.rotate.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{words.rotate.backups}</p>
      <Form
        onSubmit={() => {
          if (!ready) return;
          begin.mutate({
            what: "renew",
            database_key: true,
            passphrase: phrase ? { current, new: next } : null,
          });
        }}
      >
        {phrase ? (
          <>
            <Secret label={words.current} value={current} onChange={setCurrent} focus />
            <NewPassphrase value={next} again={again} onChange={setNext} onAgain={setAgain} />
          </>
        ) : null}
        {begin.error?.problem.code === "passphrase_needed" ? null : (
          <ProblemMessage problem={begin.error} />
        )}
        <FormFoot
          act={words.rotate.begin}
          busy={begin.isPending}
          ready={ready}
          onCancel={onClose}
        />
      </Form>
    </section>
  );
}
