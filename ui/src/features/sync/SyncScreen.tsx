/** Synchronisatie: what is not on the server yet, since when, what is wrong and what to do. */
import type { Joined } from "../../backend/generated/Joined";
import type { SyncStatus } from "../../backend/generated/SyncStatus";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Button, Card, Confirm, ProblemMessage, Screen, useToast } from "../../shared";
import { whenShort } from "../../shared/format";
import { nl } from "../../texts/nl";
import { JoinForm } from "./JoinForm";
import { Notices } from "./Notices";
import { SignInForm } from "./SignInForm";
import { useSync } from "./useSync";
import { Refused, Waits } from "./Waits";

const words = nl.sync;

export function SyncScreen() {
  const status = useSync("status");
  const today = useRead("session_state", {}).data?.today ?? "";
  const { data } = status;
  return (
    <Screen title={words.title}>
      <ProblemMessage
        problem={status.error}
        actions={<Button onClick={() => void status.refetch()}>{nl.shared.again}</Button>}
      />
      {status.isPending ? <Busy what={words.loading} /> : null}
      {data && !data.joined ? <JoinForm /> : null}
      {data?.joined ? <Connected status={data} joined={data.joined} today={today} /> : null}
    </Screen>
  );
}

function Connected(props: { status: SyncStatus; joined: Joined; today: string }) {
  const { status, joined, today } = props;
  const { person } = joined;
  const asks = !person || person.ended || status.trouble === "sign_in";
  return (
    <div className="stack">
      <Notices status={status} />
      <Contact status={status} today={today} />
      {asks ? (
        <Card title={words.signIn.title}>
          <SignInForm />
        </Card>
      ) : null}
      <Waits status={status} today={today} />
      <Refused rows={status.refused} />
      <Facts joined={joined} waiting={status.waiting} today={today} asks={asks} />
    </div>
  );
}

/** When there was contact, when it is tried again, and trying now. */
function Contact({ status, today }: { status: SyncStatus; today: string }) {
  const act = useDo("sync_do");
  const toast = useToast();
  const now = () =>
    act.mutate(
      { action: "now" },
      { onSuccess: () => toast({ tone: "good", text: words.tried, replaces: true }) },
    );
  return (
    <div className="stack tight">
      <div className="notice link-bar">
        <span className="grow">
          {status.last_contact ? words.last(whenShort(status.last_contact, today)) : words.never}{" "}
          {status.next_try ? words.next(whenShort(status.next_try, today)) : ""}
        </span>
        {status.working ? <span role="status">{words.working}</span> : null}
        <Button kind="primary" small busy={act.isPending} onClick={now}>
          {words.now}
        </Button>
      </div>
      <ProblemMessage problem={act.error} />
    </div>
  );
}

/** To which server, as which laptop and person; signing in anew, and leaving. */
function Facts(props: { joined: Joined; waiting: number; today: string; asks: boolean }) {
  const { joined, waiting, today, asks } = props;
  const { person } = joined;
  const act = useDo("sync_do");
  const toast = useToast();
  const leave = () =>
    act.mutate(
      { action: "leave", leave_behind: waiting > 0 },
      { onSuccess: () => toast({ tone: "good", text: words.leave.done }) },
    );
  return (
    <Card title={words.facts.title}>
      <dl className="facts">
        <div>
          <dt>{words.facts.school}</dt>
          <dd>{joined.school}</dd>
        </div>
        <div>
          <dt>{words.facts.server}</dt>
          <dd>{joined.server}</dd>
        </div>
        <div>
          <dt>{words.facts.laptop}</dt>
          <dd>{joined.laptop || words.facts.noName}</dd>
        </div>
        <div>
          <dt>{words.facts.person}</dt>
          <dd>
            {person ? (
              <>
                {person.name}
                {person.roles.length > 0
                  ? ` (${person.roles.map((role) => words.roles[role] ?? role).join(", ")})`
                  : ""}
                <div className="hint">
                  {person.ended
                    ? words.facts.ended(whenShort(person.until, today))
                    : words.facts.until(whenShort(person.until, today))}
                </div>
              </>
            ) : (
              words.facts.nobody
            )}
          </dd>
        </div>
      </dl>
      {asks ? null : (
        <details>
          <summary>{words.signIn.other}</summary>
          <SignInForm />
        </details>
      )}
      <ProblemMessage problem={act.error} />
      <div className="row">
        <Confirm
          kind="danger"
          label={words.leave.label}
          question={waiting > 0 ? words.leave.questionWaiting(waiting) : words.leave.question}
          yes={words.leave.yes}
          busy={act.isPending}
          onYes={leave}
        />
      </div>
    </Card>
  );
}
