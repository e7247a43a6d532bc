import { useState } from "react";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import { Button, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";
import { CloseForm } from "./CloseForm";
import { LetterToParents, ToSchool } from "./Letters";
import { NoteForm } from "./NoteForm";
import { useNote } from "./note";

const words = nl.overlaps.act;

/** What is being filled in; at most one at a time. */
type Doing = "close" | "call" | "school" | "postpone" | "other_wrong" | "solved" | null;

/** What the secretariat does about a pair; what the law lets the school do stands first. */
export function Actions({ pupil, row }: { pupil: OverlapPupil; row: OverlapRow }) {
  const [doing, setDoing] = useState<Doing>(null);
  const noting = useNote(pupil, row);
  const { pair } = row;
  const { state } = row.case.standing;
  const over = () => setDoing(null);
  if (state === "nothing_to_do" || state === "gone") return null;
  const closed = state === "solved" || state === "other_wrong";
  const may = pair.may.map((step) => step.action);
  const ours = pupil.ours[row.ours];
  const closes = may.includes("deregister") || may.includes("adjust_dates");
  const button = (what: Exclude<Doing, null>, label: string, primary = false) => (
    <Button
      key={what}
      kind={primary ? "primary" : "plain"}
      aria-expanded={doing === what}
      onClick={() => setDoing(doing === what ? null : what)}
    >
      {label}
    </Button>
  );
  return (
    <div className="stack">
      <h4>{nl.overlaps.panel.doTitle}</h4>
      <div className="row">
        {closes
          ? button(
              "close",
              pair.last_own_day ? words.close(pair.last_own_day) : words.closeShort,
              may[0] === "deregister",
            )
          : null}
        {button("call", words.call, may[0] === "call_school")}
        <LetterToParents pupil={pupil} row={row} />
        {button("school", words.school)}
        {button("postpone", words.postpone)}
        {closed ? (
          <Button busy={noting.busy} onClick={() => noting.note({ what: "reopen" }, "")}>
            {words.reopen}
          </Button>
        ) : (
          <>
            {button("other_wrong", words.otherWrong)}
            {button("solved", words.solved)}
          </>
        )}
      </div>
      <ProblemMessage problem={noting.problem} />
      {doing === "close" && ours ? (
        <CloseForm pupil={pupil} row={row} ours={ours} onDone={over} />
      ) : null}
      {doing === "school" ? <ToSchool pupil={pupil} row={row} onDone={over} /> : null}
      {doing && doing !== "close" && doing !== "school" ? (
        <NoteForm key={doing} what={doing} noting={noting} onDone={over} />
      ) : null}
    </div>
  );
}
