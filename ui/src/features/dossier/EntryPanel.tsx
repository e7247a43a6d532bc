import { useState } from "react";
import type { Dossier } from "../../backend/generated/Dossier";
import type { DossierEntry } from "../../backend/generated/DossierEntry";
import { useDo } from "../../backend/queries";
import {
  Button,
  Confirm,
  Panel,
  ProblemMessage,
  Restored,
  useFormDraft,
  useSaid,
} from "../../shared";
import { nl } from "../../texts/nl";
import type { Open } from "./DossierScreen";
import { EntryFields } from "./EntryFields";
import { emptyEntry, keptEntry } from "./entries";

const words = nl.dossier;

/** An entry of the file: new, changed, or taken away. */
export function EntryPanel(props: {
  pupil: string;
  open: NonNullable<Open>;
  dossier: Dossier;
  today: string;
  onClose: () => void;
}) {
  const { pupil, open, dossier, today, onClose } = props;
  const { kind, row } = open;
  const said = useSaid();
  const save = useDo("dossier_save");
  const [empty] = useState(row?.entry ?? emptyEntry(kind, today, dossier));
  const draft = useFormDraft(`dossier/${pupil}/${kind}/${row?.id ?? ""}`, empty, (body) =>
    keptEntry(empty, body),
  );
  const entry = draft.form;
  const forget = () => {
    draft.clear();
    onClose();
  };
  const put = (now: DossierEntry | null) =>
    save.mutate(
      { part: "entry", pupil, id: row?.id ?? null, was: row?.entry ?? null, now },
      {
        onSuccess: ({ batch }) => {
          said(now ? words.saved(words.one[kind]) : words.removed(words.one[kind]), batch);
          forget();
        },
      },
    );
  return (
    <Panel
      title={words.one[kind]}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={save.isPending} onClick={() => put(entry)}>
            {words.save}
          </Button>
          {row ? (
            <Confirm
              kind="danger"
              label={words.remove}
              question={words.removeAsk}
              yes={words.removeYes}
              onYes={() => put(null)}
            />
          ) : (
            <Button onClick={forget}>{nl.shared.cancel}</Button>
          )}
        </>
      }
    >
      <Restored draft={draft} />
      <EntryFields
        entry={entry}
        dossier={dossier}
        today={today}
        onChange={(now) => draft.set(() => now)}
      />
      <ProblemMessage problem={save.error} />
    </Panel>
  );
}
