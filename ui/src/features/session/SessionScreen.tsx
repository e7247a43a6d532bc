import type { SessionState } from "../../backend/generated/SessionState";
import { ChoosePin } from "./ChoosePin";
import { ConfirmRecovery } from "./ConfirmRecovery";
import { FirstStart } from "./FirstStart";
import { Lock } from "./Lock";
import { Revoked } from "./Revoked";
import { KeyMissing, Passphrase, Refused } from "./Unlock";

/** Whatever stands between the person and an open register. */
export function SessionScreen({ state }: { state: SessionState }) {
  const { phase } = state;
  switch (phase.phase) {
    case "first_start":
      return <FirstStart needsPassphrase={phase.needs_passphrase} />;
    case "confirm_recovery":
      return (
        <ConfirmRecovery
          key={phase.ask.join()}
          ask={phase.ask}
          saved={phase.saved}
          purpose={phase.purpose}
        />
      );
    case "passphrase":
      return <Passphrase phase={phase} />;
    case "key_missing":
      return <KeyMissing phase={phase} />;
    case "refused":
      return <Refused phase={phase} today={state.today} />;
    case "locked":
      return <Lock phase={phase} />;
    case "choose_pin":
      return <ChoosePin name={phase.name} />;
    case "revoked":
      return <Revoked wiped={phase.wiped} />;
    case "ready":
      return null;
  }
}
