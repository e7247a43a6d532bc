import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Card, Checkbox, Field, Form, FormFoot, useToast } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.sync.join;

/** A laptop alone: what joining brings, and the code of the administrator. */
export function JoinForm() {
  const act = useDo("sync_do");
  const toast = useToast();
  const [address, setAddress] = useState("");
  const [code, setCode] = useState("");
  const [ownCa, setOwnCa] = useState(false);
  const letters = code.replace(/[^0-9a-z]/gi, "").length;
  const wrong = code !== "" && letters !== 12;
  const ready = address.trim() !== "" && letters === 12;
  const join = () =>
    act.mutate(
      { action: "join", address: address.trim(), code, own_ca: ownCa },
      { onSuccess: () => toast({ tone: "good", text: words.done }) },
    );
  return (
    <Card title={words.title}>
      <Form onSubmit={() => ready && join()}>
        <div>
          <p className="measure">{words.text}</p>
          <p className="soft measure">{words.how}</p>
        </div>
        <Field
          label={words.address}
          value={address}
          inputMode="url"
          maxLength={200}
          hint={words.addressHint}
          onChange={setAddress}
        />
        <Field
          className="short"
          label={words.code}
          value={code}
          maxLength={24}
          hint={words.codeHint}
          error={wrong && letters > 12 ? words.codeWrong : undefined}
          onChange={setCode}
        />
        <div>
          <Checkbox checked={ownCa} onChange={setOwnCa}>
            {words.ownCa}
          </Checkbox>
          <p className="hint">{words.ownCaHint}</p>
        </div>
        <FormFoot act={words.submit} busy={act.isPending} ready={ready} problem={act.error} />
      </Form>
    </Card>
  );
}
