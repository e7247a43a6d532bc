import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { stopsAtUnread } from "./unread";

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> & {
  /** `primary` once a screen at most; `danger` for what takes something away. */
  kind?: "primary" | "plain" | "quiet" | "danger";
  /** Only inside a form whose Enter may do this. */
  submit?: boolean;
  /** Work is going on: says so and takes no second click. */
  busy?: boolean;
  small?: boolean;
  /** Does not count on what stands in the fields around it. */
  anyway?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** A button with words on it. */
export function Button({
  kind = "plain",
  submit,
  busy,
  small,
  className,
  children,
  disabled,
  anyway,
  onClick,
  ...rest
}: Props) {
  // What a primary button does counts on what stands in the fields around it.
  const press: Props["onClick"] = (event) => {
    if (kind === "primary" && !submit && !anyway && stopsAtUnread(event.currentTarget)) return;
    onClick?.(event);
  };
  return (
    <button
      type={submit ? "submit" : "button"}
      className={["button", kind, small ? "small" : "", className ?? ""].filter(Boolean).join(" ")}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      onClick={onClick && press}
      {...rest}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

/** A button with a sign on it; `label` says what it does. */
export function IconButton({ label, children, ...rest }: { label: string } & Omit<Props, "kind">) {
  return (
    <Button kind="quiet" className="icon" aria-label={label} title={label} {...rest}>
      <span aria-hidden="true">{children}</span>
    </Button>
  );
}
