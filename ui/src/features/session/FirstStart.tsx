import { useState } from "react";
import { useLocation } from "wouter";
import { useDo } from "../../backend/queries";
import {
  Choice,
  Field,
  Form,
  FormFoot,
  JoinFields,
  joinFits,
  NewPassphrase,
  NOWHERE,
  strength,
} from "../../shared";
import { nl } from "../../texts/nl";
import { StartPage } from "./parts";

/** First start: demo school, an empty register or that of a server, and a passphrase where nothing else can keep the key. */
export function FirstStart({ needsPassphrase }: { needsPassphrase: boolean }) {
  const words = nl.session.first;
  const [how, setHow] = useState<"demo" | "empty" | "join">("demo");
  const [school, setSchool] = useState("");
  const [institution, setInstitution] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const [where, setWhere] = useState(NOWHERE);
  const setup = useDo("setup");
  const [, go] = useLocation();

  const schoolWrong = how === "empty" && school.trim() === "" ? words.schoolMissing : undefined;
  const institutionWrong =
    how === "empty" && !/^\d{6}$/.test(institution.trim()) ? words.institutionWrong : undefined;
  const joinWrong = how === "join" && !joinFits(where);
  const passphraseWrong = needsPassphrase && (strength(passphrase) === 0 || passphrase !== again);

  const begin = () =>
    setup
      .mutateAsync({
        demo: how === "demo",
        school: how === "empty" ? school.trim() : "",
        institution: how === "empty" ? institution.trim() : "",
        join: how === "join" ? { ...where, address: where.address.trim() } : null,
        passphrase: needsPassphrase ? passphrase : null,
      })
      // Nothing is fetched before somebody signed in: that is asked there, after the recovery sheet.
      .then(
        () => how === "join" && go("/synchronisatie"),
        () => undefined,
      );

  return (
    <StartPage title={words.title}>
      <p>{words.intro}</p>
      <Form
        className="stack wide"
        onSubmit={() => {
          setTried(true);
          if (schoolWrong || institutionWrong || joinWrong || passphraseWrong) return;
          begin();
        }}
      >
        <Choice
          label={words.choose}
          value={how}
          onChange={setHow}
          options={[
            { value: "demo", label: words.demo, hint: words.demoHint },
            { value: "empty", label: words.empty, hint: words.emptyHint },
            { value: "join", label: words.join, hint: words.joinHint },
          ]}
        />
        {how === "empty" ? (
          <div className="start-pair">
            <Field
              label={words.school}
              value={school}
              onChange={setSchool}
              maxLength={120}
              error={tried ? schoolWrong : undefined}
            />
            <Field
              label={words.institution}
              value={institution}
              onChange={setInstitution}
              inputMode="numeric"
              maxLength={6}
              hint={words.institutionHint}
              error={tried ? institutionWrong : undefined}
            />
          </div>
        ) : null}
        {how === "join" ? <JoinFields value={where} onChange={setWhere} /> : null}
        {needsPassphrase ? (
          <>
            <p className="notice">{nl.session.passphrase.why}</p>
            <NewPassphrase
              value={passphrase}
              again={again}
              onChange={setPassphrase}
              onAgain={setAgain}
            />
          </>
        ) : null}
        <div className="start-steps">
          <h2>{words.whatHappens}</h2>
          <ol>
            {words.steps[how].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
        <FormFoot
          act={words.start}
          busy={setup.isPending}
          ready={!passphraseWrong && !joinWrong}
          problem={setup.error}
          doing={words.busy}
        />
      </Form>
    </StartPage>
  );
}
