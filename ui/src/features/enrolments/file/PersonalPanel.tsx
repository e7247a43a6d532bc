import { useState } from "react";
import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import { useDo, useRead } from "../../../backend/queries";
import {
  Button,
  Panel,
  ProblemMessage,
  Restored,
  Suggest,
  useFormDraft,
  useSaid,
} from "../../../shared";
import { nl } from "../../../texts/nl";
import { AddressStep } from "../wizard/AddressStep";
import { ContactStep } from "../wizard/ContactStep";
import { WizardContext } from "../wizard/context";
import { contactRows, EMPTY, type Form, inForm, readForm } from "../wizard/form";

const words = nl.enrolmentFile.personal;
const NOTHING_TRIED: ReadonlySet<Form["step"]> = new Set();

/** Address, contacts and nationality of who is enrolled, in the fields of the wizard. */
export function PersonalPanel({ file, onClose }: { file: EnrolmentFile; onClose: () => void }) {
  const said = useSaid();
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices ?? null;
  const save = useDo("dossier_save");
  const [known] = useState<Form>({
    ...EMPTY,
    address: file.address ?? EMPTY.address,
    contacts: file.contacts.length > 0 ? inForm(file.contacts) : EMPTY.contacts,
    nationality: file.nationality,
  });
  const draft = useFormDraft(`personal/${file.pupil.id}`, known, readForm);
  const { form, set } = draft;
  const forget = () => {
    draft.clear();
    onClose();
  };
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
          forget();
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
          <Button onClick={forget}>{nl.shared.cancel}</Button>
        </>
      }
    >
      <Restored draft={draft} />
      <WizardContext.Provider value={{ form, set, plan: null, choices, tried: NOTHING_TRIED }}>
        <AddressStep />
        <Suggest
          label={words.nationality}
          value={form.nationality}
          suggestions={(choices?.nationalities ?? []).map((value) => ({ value }))}
          onChange={(nationality) => set((now) => ({ ...now, nationality }))}
        />
        <ContactStep />
      </WizardContext.Provider>
      <ProblemMessage problem={save.error} />
    </Panel>
  );
}
