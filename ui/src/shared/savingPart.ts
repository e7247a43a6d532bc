import type { Saved } from "../backend/generated/Saved";
import { useSaid } from "./said";

/** What a screen knows of a saving that goes on; `useDo` of the backend answers one. */
interface Saving<Request> {
  mutate: (request: Request, then: { onSuccess: (answer: Saved) => void }) => void;
  isPending: boolean;
  error: unknown;
}

/** Saves a part of something as seen and as it becomes; says so with the way back. */
export function useSavePart<Whole extends object, Request>(
  was: Whole,
  saving: Saving<Request>,
  request: (now: Whole) => Request,
) {
  const said = useSaid();
  return {
    save: (change: Partial<Whole>, text: string, done?: () => void) =>
      saving.mutate(request({ ...was, ...change }), {
        onSuccess: ({ batch }) => {
          said(text, batch);
          done?.();
        },
      }),
    busy: saving.isPending,
    problem: saving.error,
  };
}
