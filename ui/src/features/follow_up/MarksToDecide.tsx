import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { NoLesson } from "../../backend/generated/NoLesson";
import type { WorkMark } from "../../backend/generated/WorkMark";
import { useRead } from "../../backend/queries";
import { Busy, Button, Card, EmptyState, PlainTable, ProblemMessage, useSaid } from "../../shared";
import { count, date } from "../../shared/format";
import { nl } from "../../texts/nl";
import { makeProblematic } from "./proposed";

const words = nl.followUp.marks;

const keyOf = (mark: WorkMark) => `${mark.pupil} ${mark.at.day} ${mark.at.half}`;

/** Marks that a person must look at: proposed as B, or standing where they do not count. */
export function MarksToDecide() {
  const list = useRead("attendance_worklist", {});
  if (list.isPending) return <Busy what={nl.followUp.loading} />;
  const { stray = [], proposed_b = [] } = list.data ?? {};
  return (
    <>
      <ProblemMessage problem={list.error} />
      {list.data && stray.length + proposed_b.length === 0 ? (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      ) : null}
      {proposed_b.length > 0 ? <Proposed marks={proposed_b} /> : null}
      {stray.length > 0 ? (
        <Card title={words.stray}>
          <p className="soft">{words.strayText}</p>
          <Marks marks={stray} last={words.why} cell={(mark) => why(mark)} />
        </Card>
      ) : null}
    </>
  );
}

function Proposed({ marks }: { marks: readonly WorkMark[] }) {
  const make = useMutation({ mutationFn: makeProblematic });
  const said = useSaid();
  const confirm = (some: readonly WorkMark[]) =>
    make.mutate(some, {
      onSuccess: ({ set, batch }) =>
        said(words.confirmed(count(set, "halve dag", "halve dagen")), batch),
    });
  const refused = make.data?.refused.length ?? 0;
  return (
    <Card
      title={words.proposed}
      actions={
        <Button busy={make.isPending} onClick={() => confirm(marks)}>
          {words.confirmAll(marks.length)}
        </Button>
      }
    >
      <p className="soft">{words.proposedText}</p>
      <ProblemMessage problem={make.error} />
      {refused > 0 ? <p className="notice warn">{words.refused(refused)}</p> : null}
      <Marks
        marks={marks}
        last={words.decide}
        cell={(mark) => (
          <Button
            small
            aria-label={words.confirmOne(`${mark.last_name} ${mark.first_name}`, when(mark))}
            onClick={() => confirm([mark])}
          >
            {words.confirm}
          </Button>
        )}
      />
    </Card>
  );
}

function Marks({
  marks,
  last,
  cell,
}: {
  marks: readonly WorkMark[];
  last: string;
  cell: (mark: WorkMark) => ReactNode;
}) {
  return (
    <PlainTable columns={[words.pupil, nl.followUp.className, words.at, words.code, last]}>
      {marks.map((mark) => (
        <tr key={keyOf(mark)}>
          <td>
            <Link href={`/aanwezigheden/leerling/${mark.pupil}`}>
              {mark.last_name} {mark.first_name}
            </Link>
          </td>
          <td>{mark.class}</td>
          <td className="nums">{when(mark)}</td>
          <td className="strong">{mark.code}</td>
          <td>{cell(mark)}</td>
        </tr>
      ))}
    </PlainTable>
  );
}

const when = (mark: WorkMark) => `${date(mark.at.day)} ${nl.shared.halves[mark.at.half]}`;

/** Why a mark does not count. */
function why(mark: WorkMark): string {
  if (mark.free) return free(mark.free);
  if (mark.not_here?.why === "enrolled_from") return words.enrolledFrom(date(mark.not_here.day));
  if (mark.not_here) return words.leftOn(date(mark.not_here.day));
  return "";
}

function free(reason: NoLesson): string {
  if (reason.reason === "holiday") return nl.calendar.holidays[reason.name];
  if (reason.reason === "free") return reason.label;
  return nl.calendar.kinds[reason.reason === "outside_year" ? "outside" : reason.reason];
}
