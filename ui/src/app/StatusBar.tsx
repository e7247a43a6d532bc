import type { SessionState } from "../backend/generated/SessionState";
import { useSaving } from "../features/attendance/saving";
import { SyncState } from "../features/sync/SyncState";
import { whenShort } from "../shared/format";
import { nl } from "../texts/nl";

/** School, what is saved, what waits, and whether the file is sound. */
export function StatusBar({ state, onHelp }: { state: SessionState; onHelp: () => void }) {
  const words = nl.app.status;
  const saving = useSaving().waiting > 0;
  return (
    <footer className="status">
      <span className="minor">
        {[state.school, ...state.institutions].filter(Boolean).join(" · ")}
      </span>
      <span>
        <span className="good-sign" aria-hidden="true">
          ●{" "}
        </span>
        {saving ? words.saving : words.saved}
      </span>
      <SyncState />
      <span className="minor">
        {state.last_backup
          ? words.backup(whenShort(state.last_backup, state.today))
          : words.noBackup}
      </span>
      {state.integrity === "damaged" ? (
        <span className="bad" role="alert">
          ▲ {words.damaged}
        </span>
      ) : (
        <span className="minor">
          {state.integrity === "checking" ? words.checking : `✓ ${words.sound}`}
        </span>
      )}
      <button type="button" onClick={onHelp}>
        {words.help}
      </button>
    </footer>
  );
}
