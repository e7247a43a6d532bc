import { useState } from "react";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import { useRead } from "../../backend/queries";
import { Button, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";
import { BeginForm } from "./BeginForm";
import { CloseForm } from "./CloseForm";
import { LetterToParents, ToSchool } from "./Letters";
import { NoteForm } from "./NoteForm";
import { useNote } from "./note";
import { Phones } from "./Phones";

const words = nl.overlaps.act;

/** What is being filled in; at most one at a time. */
type Doing = "close" | "begin" | "call" | "school" | "postpone" | "other_wrong" | "solved" | null;

/** What the secretariat does about a pair; what the law lets the school do stands first. */
export function Actions({ pupil, row }: { pupil: OverlapPupil; row: OverlapRow }) {
  const [doing, setDoing] = useState<Doing>(null);
  const today = useRead("session_state", {}).data?.today ?? "";
  const noting = useNote(pupil, row);
  const { pair } = row;
  const { state } = row.case.standing;
  const over = () => setDoing(null);
  if (state === "nothing_to_do" || state === "gone") return null;
  const closed = state === "solved" || state === "other_wrong";
  const may = pair.may.map((step) => step.action);
  const has = (...actions: typeof may) => may.some((action) => actions.includes(action));
  const ours = pupil.ours[row.ours];
  const recorded = Boolean(ours?.id);
  const coming = recorded && today !== "" && today < (ours?.period.from ?? "");
  // Of whom the parents choose another school for next year, only that the pupil does not come is told.
  const closes = has("deregister", "adjust_dates") || (recorded && has("ask_parents"));
  const begins = recorded && has("adjust_dates", "complete_moment");
  const day = coming ? null : pair.last_own_day;
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
        {begins && may[0] === "complete_moment" ? button("begin", words.moment, true) : null}
        {closes
          ? button("close", day ? words.close(day) : words.closeShort, may[0] === "deregister")
          : null}
        {begins && may[0] !== "complete_moment" ? button("begin", words.begin) : null}
        {button("call", words.call, may[0] === "call_school" || may[0] === "ask_parents")}
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
        <CloseForm pupil={pupil} row={row} ours={ours} today={today} onDone={over} />
      ) : null}
      {doing === "begin" && ours ? (
        <BeginForm pupil={pupil} row={row} ours={ours} onDone={over} />
      ) : null}
      {doing === "school" ? <ToSchool pupil={pupil} row={row} onDone={over} /> : null}
      {doing === "call" ? <Phones pupil={pupil} row={row} /> : null}
      {doing === "call" || doing === "postpone" || doing === "other_wrong" || doing === "solved" ? (
        <NoteForm key={doing} what={doing} noting={noting} onDone={over} />
      ) : null}
    </div>
  );
}
