import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Choice, Field, Form, FormFoot, NewPassphrase, strength } from "../../shared";
import { nl } from "../../texts/nl";
import { StartPage } from "./parts";

/** First start: demo school or an empty register, and a passphrase where nothing else can keep the key. */
export function FirstStart({ needsPassphrase }: { needsPassphrase: boolean }) {
  const words = nl.session.first;
  const [how, setHow] = useState<"demo" | "empty">("demo");
  const [school, setSchool] = useState("");
  const [institution, setInstitution] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const setup = useDo("setup");

  const schoolWrong = how === "empty" && school.trim() === "" ? words.schoolMissing : undefined;
  const institutionWrong =
    how === "empty" && !/^\d{6}$/.test(institution.trim()) ? words.institutionWrong : undefined;
  const passphraseWrong = needsPassphrase && (strength(passphrase) === 0 || passphrase !== again);

  return (
    <StartPage title={words.title}>
      <p>{words.intro}</p>
      <Form
        className="stack wide"
        onSubmit={() => {
          setTried(true);
          if (schoolWrong || institutionWrong || passphraseWrong) return;
          setup.mutate({
            demo: how === "demo",
            school: how === "demo" ? "" : school.trim(),
            institution: how === "demo" ? "" : institution.trim(),
            passphrase: needsPassphrase ? passphrase : null,
          });
        }}
      >
        <Choice
          label={words.choose}
          value={how}
          onChange={setHow}
          options={[
            { value: "demo", label: words.demo, hint: words.demoHint },
            { value: "empty", label: words.empty, hint: words.emptyHint },
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
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
        <FormFoot
          act={words.start}
          busy={setup.isPending}
          ready={!passphraseWrong}
          problem={setup.error}
          doing={words.busy}
        />
      </Form>
    </StartPage>
  );
}
