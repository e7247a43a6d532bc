import { useState } from "react";
import { useDo } from "../../backend/queries";
import {
  Busy,
  Button,
  Card,
  Confirm,
  Form,
  NewPassphrase,
  ProblemMessage,
  Secret,
  strength,
  useToast,
} from "../../shared";
import { nl } from "../../texts/nl";

/** Where the key is kept, a new recovery sheet, another passphrase. */
export function Keys({ keptIn }: { keptIn: string }) {
  const words = nl.settings.keys;
  const renew = useDo("recovery_renew");
  const [changing, setChanging] = useState(false);
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="soft">{keptIn === "passphrase" ? words.passphrase : words.keyring}</p>
        <ProblemMessage problem={renew.error} />
        <div className="row">
          <Confirm
            label={words.renew}
            question={words.renewQuestion}
            yes={words.renewYes}
            busy={renew.isPending}
            onYes={() => renew.mutate({})}
          />
          {keptIn === "passphrase" && !changing ? (
            <Button onClick={() => setChanging(true)}>{words.change}</Button>
          ) : null}
        </div>
        {changing ? <ChangePassphrase onDone={() => setChanging(false)} /> : null}
      </div>
    </Card>
  );
}

function ChangePassphrase({ onDone }: { onDone: () => void }) {
  const words = nl.settings.keys;
  const toast = useToast();
  const change = useDo("passphrase_change");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const ready = current !== "" && next === again && strength(next) > 0;
  return (
    <Form
      onSubmit={() => {
        if (!ready) return;
        change.mutate(
          { current, new: next },
          {
            onSuccess: () => {
              toast({ tone: "good", text: words.changed });
              onDone();
            },
          },
        );
      }}
    >
      <Secret label={words.current} value={current} onChange={setCurrent} focus />
      <NewPassphrase value={next} again={again} onChange={setNext} onAgain={setAgain} />
      <ProblemMessage problem={change.error} />
      <div className="row">
        <Button kind="primary" submit disabled={!ready} busy={change.isPending}>
          {words.save}
        </Button>
        <Button onClick={onDone}>{nl.shared.cancel}</Button>
        {change.isPending ? <Busy what={words.busy} /> : null}
      </div>
    </Form>
  );
}
