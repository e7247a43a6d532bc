import { useEffect, useState } from "react";
import { nl } from "../texts/nl";
import { Button } from "./Button";
import { Progress } from "./Progress";

/**
 * Says what is being done, once it takes more than half a second, with how far it is and a way
 * to stop where there is one.
 */
export function Busy({
  what,
  progress,
  onStop,
}: {
  what: string;
  progress?: { done: number; total: number } | null;
  onStop?: () => void;
}) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 500);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className="busy" role="status">
      <span className="spinner" aria-hidden="true" />
      <span>{what}</span>
      {progress ? <Progress label={what} done={progress.done} total={progress.total} /> : null}
      {onStop ? (
        <Button small onClick={onStop}>
          {nl.shared.stop}
        </Button>
      ) : null}
    </div>
  );
}
