import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { nl } from "../texts/nl";
import { Button, IconButton } from "./Button";
import type { Tone } from "./Pill";

interface Message {
  text: ReactNode;
  tone?: Tone;
  /** Takes the place of what is still in sight, since that is no longer true. */
  replaces?: boolean;
  /** A button beside the words, for instance to undo. */
  action?: { label: string; run: () => void };
}

interface Shown extends Message {
  id: number;
}

const Context = createContext<(message: Message) => void>(() => {});

/** Says in passing that something was done. Problems stay where they arose instead. */
export function useToast(): (message: Message) => void {
  return useContext(Context);
}

const STAYS = 10_000;

/** The place where passing messages appear. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Shown[]>([]);
  const next = useRef(1);
  const show = useCallback((message: Message) => {
    const id = next.current++;
    setMessages((all) => [...(message.replaces ? [] : all.slice(-2)), { ...message, id }]);
  }, []);
  const close = useCallback(
    (id: number) => setMessages((all) => all.filter((one) => one.id !== id)),
    [],
  );
  const list = useMemo(() => messages, [messages]);
  return (
    <Context.Provider value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {list.map((message) => (
          <Toast key={message.id} message={message} onClose={() => close(message.id)} />
        ))}
      </div>
    </Context.Provider>
  );
}

function Toast({ message, onClose }: { message: Shown; onClose: () => void }) {
  const [held, setHeld] = useState(false);
  const closing = useRef(onClose);
  closing.current = onClose;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => closing.current(), STAYS);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      className={`toast ${message.tone ?? "quiet"}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{message.text}</span>
      {message.action ? (
        <Button
          small
          onClick={() => {
            message.action?.run();
            onClose();
          }}
        >
          {message.action.label}
        </Button>
      ) : null}
      <IconButton label={nl.shared.close} onClick={onClose}>
        ✕
      </IconButton>
    </div>
  );
}
