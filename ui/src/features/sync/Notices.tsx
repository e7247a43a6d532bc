import type { MassChange } from "../../backend/generated/MassChange";
import type { SyncStatus } from "../../backend/generated/SyncStatus";
import { useDo } from "../../backend/queries";
import { ProblemMessage, useToast } from "../../shared";
import { number } from "../../shared/format";
import { RoleConfirm } from "../../shared/RoleConfirm";
import { nl } from "../../texts/nl";

const words = nl.sync;
/** From here on the clock is said to be wrong, in seconds (sync.md 11). */
const CLOCK_OFF = 120;

/** What is wrong, what it means and what to do; and what waits for a yes. */
export function Notices({ status }: { status: SyncStatus }) {
  const { trouble, clock_ahead, download, mass_change, joined } = status;
  // What waits for a yes says more itself; and nobody signs in again who never did.
  const isSaid =
    (trouble === "mass_change" && mass_change) || (trouble === "sign_in" && !joined?.person);
  const said = trouble && !isSaid ? words.troubles[trouble] : null;
  return (
    <>
      {said ? (
        <section className="notice warn stack tight" role="alert" aria-label={said.title}>
          <h2>{said.title}</h2>
          <p>{said.text}</p>
          <p>{said.todo}</p>
          <p className="soft">{words.safe}</p>
        </section>
      ) : null}
      {clock_ahead !== null && Math.abs(clock_ahead) > CLOCK_OFF ? (
        <section className="notice warn stack tight" aria-label={words.clock.title}>
          <h2>{words.clock.title}</h2>
          <p>{words.clock.text(clock_ahead)}</p>
        </section>
      ) : null}
      {mass_change ? <Mass change={mass_change} /> : null}
      {download ? (
        <p className="notice" role="status">
          {download.first
            ? words.download.first(number(download.rows))
            : words.download.anew(number(download.rows))}
        </p>
      ) : null}
    </>
  );
}

/** The server wants to change so much that a person is asked first (S31). */
function Mass({ change }: { change: MassChange }) {
  const act = useDo("sync_do");
  const toast = useToast();
  const { mark, removed, merged, unenrolled, of } = change;
  const accept = () =>
    act.mutate(
      { action: "confirm_mass_change", mark },
      { onSuccess: () => toast({ tone: "good", text: words.mass.accepted }) },
    );
  return (
    <section className="notice warn stack tight" aria-label={words.mass.title}>
      <h2>{words.mass.title}</h2>
      <p>{words.mass.text(removed, merged, unenrolled, of)}</p>
      <p>{words.mass.until}</p>
      <p>{words.mass.wrong}</p>
      <ProblemMessage problem={act.error} />
      <div className="row">
        <RoleConfirm
          roles={["secretariat-lead", "board-administrator"]}
          otherwise={words.mass.notYours}
          label={words.mass.accept}
          question={words.mass.question}
          yes={words.mass.yes}
          busy={act.isPending}
          onYes={accept}
        />
      </div>
    </section>
  );
}
