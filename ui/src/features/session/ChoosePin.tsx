import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Busy, Button, Form, NewPin, ProblemMessage, pinsFit } from "../../shared";
import { nl } from "../../texts/nl";
import { StartPage } from "./parts";

const words = nl.lock.choose;

/** Who signed in at the server chooses a PIN before anything else (S14). */
export function ChoosePin({ name }: { name: string }) {
  const choose = useDo("lock");
  const [pin, setPin] = useState({ pin: "", again: "" });
  return (
    <StartPage title={words.title}>
      <p>{words.intro(name)}</p>
      <Form
        onSubmit={() => {
          if (pinsFit(pin) && !choose.isPending) {
            choose.mutate({ what: "add", name, pin: pin.pin });
          }
        }}
      >
        <NewPin value={pin} onChange={setPin} />
        <ProblemMessage problem={choose.error} />
        <div className="row">
          <Button kind="primary" submit busy={choose.isPending} disabled={!pinsFit(pin)}>
            {words.save}
          </Button>
          {choose.isPending ? <Busy what={nl.lock.busy} /> : null}
        </div>
      </Form>
    </StartPage>
  );
}
