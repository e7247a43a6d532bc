import { Component, type ReactNode } from "react";
import { Button, EmptyState } from "../shared";
import { nl } from "../texts/nl";

interface Props {
  children: ReactNode;
  /** Another value (another screen) tries again. */
  place?: string;
}

/** Calm words instead of an empty window when a screen fails. Says nothing of the data. */
export class ErrorBoundary extends Component<Props, { failed: boolean; place?: string }> {
  override state = { failed: false, place: this.props.place };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: { failed: boolean; place?: string }) {
    return props.place === state.place ? null : { failed: false, place: props.place };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        title={nl.app.crash.title}
        actions={
          <Button kind="primary" onClick={() => this.setState({ failed: false })}>
            {nl.shared.again}
          </Button>
        }
      >
        {nl.app.crash.text}
      </EmptyState>
    );
  }
}
