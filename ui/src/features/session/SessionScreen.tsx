import type { SessionState } from "../../backend/generated/SessionState";

export function SessionScreen({ state }: { state: SessionState }) {
  return <main className="start">{state.phase.phase}</main>;
}
