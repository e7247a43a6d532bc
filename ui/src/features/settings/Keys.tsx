import { useState } from "react";
import { useDo } from "../../backend/queries";
import {
  Button,
  Card,
  Confirm,
  Form,
  FormFoot,
  NewPassphrase,
  ProblemMessage,
  Secret,
  strength,
  useToast,
} from "../../shared";
import { nl } from "../../texts/nl";
import { NewKey } from "./NewKey";

/** Where the key is kept, a new recovery sheet, another passphrase, a new key after a leak. */
export function Keys({ keptIn }: { keptIn: string }) {
  const words = nl.settings.keys;
  const renew = useDo("keys");
  const [open, setOpen] = useState<"passphrase" | "key" | null>(null);
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
            onYes={() => renew.mutate({ what: "renew", database_key: false, passphrase: null })}
          />
          {keptIn === "passphrase" && open !== "passphrase" ? (
            <Button onClick={() => setOpen("passphrase")}>{words.change}</Button>
          ) : null}
          {open !== "key" ? (
            <Button onClick={() => setOpen("key")}>{words.rotate.open}</Button>
          ) : null}
        </div>
        {open === "passphrase" ? <ChangePassphrase onDone={() => setOpen(null)} /> : null}
        {open === "key" ? <NewKey keptIn={keptIn} onClose={() => setOpen(null)} /> : null}
      </div>
    </Card>
  );
}

function ChangePassphrase({ onDone }: { onDone: () => void }) {
  const words = nl.settings.keys;
  const toast = useToast();
  const change = useDo("keys");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const ready = current !== "" && next === again && strength(next) > 0;
  return (
    <Form
      onSubmit={() => {
        if (!ready) return;
        change.mutate(
          { what: "passphrase", current, new: next },
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
      <FormFoot
        act={words.save}
        busy={change.isPending}
        ready={ready}
        problem={change.error}
        doing={words.busy}
        onCancel={onDone}
      />
    </Form>
  );
}
