import { nl } from "../texts/nl";
import { Button } from "./Button";
import type { FormDraft } from "./formDraft";

/** Says that a form stands as it was left, and begins it anew on request. */
export function Restored({ draft }: { draft: Pick<FormDraft<unknown>, "restored" | "clear"> }) {
  if (!draft.restored) return null;
  return (
    <div className="notice stack tight" role="status">
      {nl.shared.restored}
      <div>
        <Button small onClick={draft.clear}>
          {nl.shared.clearForm}
        </Button>
      </div>
    </div>
  );
}
