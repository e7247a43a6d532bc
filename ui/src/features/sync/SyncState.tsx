import { Link } from "wouter";
import { useRead } from "../../backend/queries";
import { whenShort } from "../../shared/format";
import { nl } from "../../texts/nl";
import { useSync } from "./useSync";

const words = nl.sync.status;

/** For the status bar: what is not on the server and since when. A laptop alone says nothing. */
export function SyncState() {
  const status = useSync("status").data;
  const today = useRead("session_state", {}).data?.today ?? "";
  if (!status?.joined) return null;
  const { waiting, waiting_since, conflicts, held, refused, trouble } = status;
  const attention = held + refused.length;
  return (
    <>
      <Link href="/synchronisatie">
        {trouble ? (
          <span className="warn-text">
            <span aria-hidden="true">▲ </span>
            {nl.sync.troubles[trouble].short}
            {waiting > 0 ? " · " : ""}
          </span>
        ) : null}
        {waiting > 0
          ? words.waiting(waiting, whenShort(waiting_since, today))
          : trouble
            ? null
            : words.allThere}
      </Link>
      {conflicts > 0 ? <Link href="/te-beslissen">{words.decide(conflicts)}</Link> : null}
      {attention > 0 ? <Link href="/aandacht-nodig">{words.held(attention)}</Link> : null}
    </>
  );
}
