import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Field, Form, FormFoot, Secret, useToast } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.sync.signIn;

/** A person says who she is. The password is forgotten as soon as it was sent. */
export function SignInForm() {
  const act = useDo("sync_do");
  const toast = useToast();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const ready = login.trim() !== "" && password !== "";
  const signIn = () =>
    act.mutate(
      { action: "sign_in", login: login.trim(), password },
      {
        onSuccess: () => toast({ tone: "good", text: words.done("") }),
        onSettled: () => setPassword(""),
      },
    );
  return (
    <div className="stack">
      <p className="soft measure">{words.text}</p>
      <Form onSubmit={() => ready && signIn()}>
        <Field label={words.login} value={login} maxLength={120} onChange={setLogin} />
        <Secret label={words.password} value={password} onChange={setPassword} />
        <FormFoot act={words.submit} busy={act.isPending} ready={ready} problem={act.error} />
      </Form>
    </div>
  );
}
