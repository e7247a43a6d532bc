import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Router } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { useRead } from "../backend/queries";
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
        <ToastProvider>
          <ErrorBoundary>
            <Start />
          </ErrorBoundary>
        </ToastProvider>
      </Router>
    </QueryClientProvider>
  );
}

/** The frame once the register is open, until then the screens that open it. */
function Start() {
  const state = useRead("session_state", {});
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
  if (state.data.phase.phase !== "ready") return <SessionScreen state={state.data} />;
  return <Frame state={state.data} />;
}
