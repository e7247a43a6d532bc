import { type QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Router } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { forgetAnswers, useRead } from "../backend/queries";
import { SessionScreen } from "../features/session/SessionScreen";
import { Busy, Button, ProblemMessage } from "../shared";
import { ToastProvider } from "../shared/Toast";
import { nl } from "../texts/nl";
import { ErrorBoundary } from "./ErrorBoundary";
import { Frame } from "./Frame";

/** The whole window, on a cache that may hold answers already. */
export function App({ client }: { client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <Router hook={useHashLocation}>
        <ErrorBoundary>
          <Start />
        </ErrorBoundary>
      </Router>
    </QueryClientProvider>
  );
}

/** The frame once the register is open, until then the screens that open it. */
function Start() {
  const state = useRead("session_state", {});
  const client = useQueryClient();
  const phase = state.data?.phase.phase;
  const shut = phase === "locked" || phase === "revoked";
  useEffect(() => {
    if (shut) forgetAnswers(client);
  }, [shut, client]);
  if (state.error && !state.data) {
    return (
      <main className="start">
        <ProblemMessage
          problem={state.error}
          actions={<Button onClick={() => void state.refetch()}>{nl.shared.again}</Button>}
        />
      </main>
    );
  }
  if (!state.data) return <Busy what={nl.app.starting} />;
  const open = state.data.phase.phase === "ready";
  return (
    // What was said before it was locked or struck off is not in sight while it is.
    <ToastProvider key={shut ? "shut" : "open"}>
      {open ? <Frame state={state.data} /> : <SessionScreen state={state.data} />}
    </ToastProvider>
  );
}
