import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Form, FormFoot, NewPin, pinsFit } from "../../shared";
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
        <FormFoot
          act={words.save}
          busy={choose.isPending}
          ready={pinsFit(pin)}
          problem={choose.error}
          doing={nl.lock.busy}
        />
      </Form>
    </StartPage>
  );
}
