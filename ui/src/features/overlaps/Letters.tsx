import { useRef, useState } from "react";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import { useDo } from "../../backend/queries";
import { Busy, Button, ProblemMessage, useSaid, useToast } from "../../shared";
import { nl } from "../../texts/nl";
import { useNote } from "./note";

const words = nl.overlaps.letter;

/** Makes a letter about the case as a PDF; the program notes it as a step. */
function useLetter(
  pupil: OverlapPupil,
  row: OverlapRow,
  letter: "overlap_parents" | "overlap_school",
) {
  const make = useDo("letter_save");
  const said = useSaid();
  const toast = useToast();
  const about = [{ pupil: pupil.pupil, finding: null, case: row.case.key }];
  return {
    busy: make.isPending,
    problem: make.error,
    text: make.data?.texts?.[0],
    save: (done?: () => void) =>
      make.mutate(
        { letter, about, year: null, to: "save", record: true },
        {
          onSuccess: ({ file_name, batch }) => {
            if (file_name === null) toast({ text: words.nothing });
            else said(words.saved(file_name), batch);
            done?.();
          },
        },
      ),
    asText: () => make.mutate({ letter, about, year: null, to: "text", record: false }),
  };
}

/** The letter to the parents, in one press. */
export function LetterToParents({ pupil, row }: { pupil: OverlapPupil; row: OverlapRow }) {
  const letter = useLetter(pupil, row, "overlap_parents");
  return (
    <>
      <Button busy={letter.busy} onClick={() => letter.save()}>
        {nl.overlaps.act.parents}
      </Button>
      {letter.busy ? <Busy what={words.busy} /> : null}
      <ProblemMessage problem={letter.problem} />
    </>
  );
}

/** The same to the other school: as a letter, or as a text for a mail. */
export function ToSchool(props: { pupil: OverlapPupil; row: OverlapRow; onDone: () => void }) {
  const { pupil, row, onDone } = props;
  const letter = useLetter(pupil, row, "overlap_school");
  const noting = useNote(pupil, row);
  const [copied, setCopied] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const email = pupil.theirs[row.theirs]?.school?.email;
  return (
    <div className="stack">
      <div className="row">
        <Button busy={letter.busy} onClick={() => letter.save(onDone)}>
          {words.pdf}
        </Button>
        <Button busy={letter.busy} onClick={() => letter.asText()}>
          {words.mail}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {nl.shared.cancel}
        </Button>
      </div>
      <ProblemMessage problem={letter.problem ?? noting.problem} />
      {letter.text === undefined ? null : (
        <>
          <label className="field">
            <span className="label">{words.mailLabel}</span>
            <textarea ref={area} className="input" rows={10} readOnly value={letter.text} />
          </label>
          <p className="hint">{words.mailHint}</p>
          {email ? <p className="hint">{words.mailTo(email)}</p> : null}
          <div className="row">
            <Button
              onClick={() => {
                area.current?.select();
                setCopied(document.execCommand("copy"));
              }}
            >
              {copied ? words.copied : words.copy}
            </Button>
            <Button
              kind="primary"
              busy={noting.busy}
              onClick={() => noting.note({ what: "mail_to_school" }, "", onDone)}
            >
              {words.note}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
