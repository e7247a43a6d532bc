import type { ReactNode } from "react";
import { stopsAtUnread } from "./unread";

/** Fields that go together: Enter in one of them does it, and nothing typed before is offered. */
export function Form(props: {
  onSubmit: () => void;
  /** For a button that stands outside it. */
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <form
      id={props.id}
      className={props.className ?? "stack"}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!stopsAtUnread(event.currentTarget)) props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}
