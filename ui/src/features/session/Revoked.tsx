import { useDo } from "../../backend/queries";
import { Button, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";
import { StartPage } from "./parts";

const words = nl.lock.revoked;

/** The administrator struck this laptop off (S15, S16). */
export function Revoked({ wiped }: { wiped: boolean }) {
  const ask = useDo("unlock");
  return (
    <StartPage title={words.title}>
      <p className="notice warn">{wiped ? words.wiped : words.locked}</p>
      <p>{wiped ? words.afterWipe : words.afterLock}</p>
      {wiped ? null : (
        <>
          <ProblemMessage problem={ask.error} />
          <div className="row">
            <Button
              kind="primary"
              busy={ask.isPending}
              onClick={() => ask.mutate({ method: "retry" })}
            >
              {words.ask}
            </Button>
            {ask.isSuccess ? (
              <span className="soft" role="status">
                {words.still}
              </span>
            ) : null}
          </div>
        </>
      )}
    </StartPage>
  );
}
