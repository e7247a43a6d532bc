import type { LetterKind } from "../../backend/generated/LetterKind";
import type { NextStep } from "../../backend/generated/NextStep";
import type { WorkItem } from "../../backend/generated/WorkItem";
import { useDo } from "../../backend/queries";
import { Button, ProblemMessage, useSaid, useToast } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.followUp;

/** Steps that are a letter. */
const LETTERS: Partial<Record<NextStep, LetterKind>> = {
  letter_notes_used: "notes_used",
  ask_reason: "ask_reason",
  contact_clb: "clb",
};

/** Makes the letter that the next step asks, which records the step as taken today. */
export function Letter({ item, onMade }: { item: WorkItem; onMade: () => void }) {
  const make = useDo("letter_save");
  const said = useSaid();
  const toast = useToast();
  const letter = LETTERS[item.finding.step];
  if (!letter) return null;
  return (
    <div className="stack tight">
      <div>
        <Button
          busy={make.isPending}
          onClick={() =>
            make.mutate(
              {
                letter,
                about: [{ pupil: item.pupil, finding: item.finding.key, case: null }],
                year: null,
                to: "save",
                record: true,
              },
              {
                onSuccess: ({ file_name, batch }) => {
                  if (file_name === null) return toast({ text: words.panel.letterNothing });
                  said(words.panel.letterSaved(file_name), batch);
                  onMade();
                },
              },
            )
          }
        >
          {words.letters[letter]}
        </Button>
      </div>
      <p className="hint">{words.panel.letterText}</p>
      <ProblemMessage problem={make.error} />
    </div>
  );
}
