import { useLocation } from "wouter";
import type { LinkState } from "../../backend/generated/LinkState";
import { useDo, useRead } from "../../backend/queries";
import { Button, Pill, ProblemMessage, Progress, useToast } from "../../shared";
import { whenShort } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.discimus;

/** Where the link stands, in plain words, with what can be done now. */
export function LinkBar({ link }: { link: LinkState }) {
  const [, go] = useLocation();
  const today = useRead("session_state", {}).data?.today ?? "";
  const act = useDo("discimus_do");
  const toast = useToast();
  const run = (action: "send" | "fetch", said: string) =>
    act.mutate({ action, pupil: null }, { onSuccess: () => toast({ tone: "good", text: said }) });
  const sender = words.sender[link.sender.is](link.sender.laptop);
  if (!link.settings.on) {
    return (
      <div className="notice link-bar">
        <span className="grow">
          {words.link.off} {sender}
        </span>
        <Button onClick={() => go("/discimus/koppeling")}>{words.link.setUp}</Button>
      </div>
    );
  }
  return (
    <div className="stack tight">
      <p className="soft">{sender}</p>
      <div className="notice link-bar">
        {link.simulator ? <Pill tone="warn">{words.link.simulator}</Pill> : null}
        <span className="grow">
          {link.last_contact
            ? words.link.last(whenShort(link.last_contact, today))
            : words.link.never}{" "}
          {link.next_run ? words.link.next(whenShort(link.next_run, today)) : ""}
        </span>
        {link.working ? (
          <>
            <span role="status">{words.link.working(...link.working)}</span>
            <Progress
              label={words.link.working(...link.working)}
              done={link.working[0]}
              total={link.working[1]}
            />
            <Button small onClick={() => act.mutate({ action: "stop" })}>
              {words.stop}
            </Button>
          </>
        ) : (
          <>
            <Button small busy={act.isPending} onClick={() => run("fetch", words.fetched)}>
              {words.fetch}
            </Button>
            <Button
              small
              kind="primary"
              busy={act.isPending}
              onClick={() => run("send", words.sent)}
            >
              {words.send}
            </Button>
          </>
        )}
      </div>
      {link.simulator ? <p className="hint">{words.link.simulatorText(link.name)}</p> : null}
      <ProblemMessage problem={act.error} />
      <ProblemMessage problem={link.problem} />
    </div>
  );
}
