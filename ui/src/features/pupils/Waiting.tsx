import { Link } from "wouter";
import { useDo, useRead } from "../../backend/queries";
import { Button, Pill, ProblemMessage, useToast } from "../../shared";
import { faultText, nl } from "../../texts/nl";

const words = nl.discimus;

/** What of this pupil is not processed by Discimus, with what went wrong; nothing while all is. */
export function Waiting({ pupil }: { pupil: string }) {
  const answer = useRead("discimus", { pupil }).data;
  const act = useDo("discimus_do");
  const toast = useToast();
  if (!answer?.link.settings.on || answer.queue.length === 0) return null;
  return (
    <section className="stack tight" aria-label={words.ofPupil.title}>
      <h3>{words.ofPupil.title}</h3>
      <ul className="lines">
        {answer.queue.map((row) => (
          <li key={row.id}>
            <div className="line">
              <span>{words.subjects[row.subject]}</span>
              <Pill tone={row.fault ? "bad" : "quiet"}>{words.statuses[row.status]}</Pill>
            </div>
            {row.fault ? <div className="bad-text">{faultText(row.fault)}</div> : null}
          </li>
        ))}
      </ul>
      <ProblemMessage problem={act.error} />
      <div className="row">
        <Button
          small
          busy={act.isPending}
          onClick={() =>
            act.mutate(
              { action: "send", pupil },
              { onSuccess: () => toast({ tone: "good", text: words.sent }) },
            )
          }
        >
          {words.send}
        </Button>
        <Link href="/discimus">{words.ofPupil.open}</Link>
      </div>
    </section>
  );
}
