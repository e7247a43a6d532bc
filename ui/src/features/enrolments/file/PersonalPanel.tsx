import { useState } from "react";
import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import { useDo, useRead } from "../../../backend/queries";
import { Button, Panel, ProblemMessage, Suggest, useSaid } from "../../../shared";
import { nl } from "../../../texts/nl";
import { AddressStep } from "../wizard/AddressStep";
import { ContactStep } from "../wizard/ContactStep";
import { WizardContext } from "../wizard/context";
import { contactRows, EMPTY, type Form, inForm } from "../wizard/form";

const words = nl.enrolmentFile.personal;
const NOTHING_TRIED: ReadonlySet<Form["step"]> = new Set();

/** Address, contacts and nationality of who is enrolled, in the fields of the wizard. */
export function PersonalPanel({ file, onClose }: { file: EnrolmentFile; onClose: () => void }) {
  const said = useSaid();
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices ?? null;
  const save = useDo("dossier_save");
  const [form, setForm] = useState<Form>({
    ...EMPTY,
    address: file.address ?? EMPTY.address,
    contacts: file.contacts.length > 0 ? inForm(file.contacts) : EMPTY.contacts,
    nationality: file.nationality,
  });
  const run = () =>
    save.mutate(
      {
        part: "personal",
        pupil: file.pupil.id,
        address: { was: file.address, now: form.address },
        contacts: { was: file.contacts, now: contactRows(form.contacts) },
        nationality: { was: file.nationality, now: form.nationality },
      },
      {
        onSuccess: ({ batch }) => {
          said(words.saved, batch);
          onClose();
        },
      },
    );
  return (
    <Panel
      title={words.title}
      subtitle={`${file.pupil.last_name} ${file.pupil.first_name}`}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={save.isPending} onClick={run}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{nl.shared.cancel}</Button>
        </>
      }
    >
      <WizardContext.Provider
        value={{ form, set: setForm, plan: null, choices, tried: NOTHING_TRIED }}
      >
        <AddressStep />
        <Suggest
          label={words.nationality}
          value={form.nationality}
          suggestions={(choices?.nationalities ?? []).map((value) => ({ value }))}
          onChange={(nationality) => setForm((now) => ({ ...now, nationality }))}
        />
        <ContactStep />
      </WizardContext.Provider>
      <ProblemMessage problem={save.error} />
    </Panel>
  );
}
