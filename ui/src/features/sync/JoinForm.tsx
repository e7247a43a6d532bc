import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Card, Form, FormFoot, JoinFields, joinFits, NOWHERE, useToast } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.sync.join;

/** A laptop alone: what joining brings, and the code of the administrator. */
export function JoinForm() {
  const act = useDo("sync_do");
  const toast = useToast();
  const [where, setWhere] = useState(NOWHERE);
  const ready = joinFits(where);
  const join = () =>
    act.mutate(
      { action: "join", ...where, address: where.address.trim() },
      { onSuccess: () => toast({ tone: "good", text: words.done }) },
    );
  return (
    <Card title={words.title}>
      <Form onSubmit={() => ready && join()}>
        <div>
          <p className="measure">{words.text}</p>
          <p className="soft measure">{words.how}</p>
        </div>
        <JoinFields value={where} onChange={setWhere} />
        <FormFoot act={words.submit} busy={act.isPending} ready={ready} problem={act.error} />
      </Form>
    </Card>
  );
}
