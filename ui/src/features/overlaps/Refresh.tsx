import { useDo, useRead } from "../../backend/queries";
import { Button, ProblemMessage, useToast } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.overlaps.panel;

/** Fetches what Discimus knows of a pupil now; nothing to press while the link is off. */
export function Refresh({ pupil }: { pupil: string }) {
  const link = useRead("discimus", { pupil }).data?.link;
  const act = useDo("discimus_do");
  const toast = useToast();
  if (!link?.settings.on) return null;
  return (
    <>
      <Button
        busy={act.isPending}
        onClick={() =>
          act.mutate(
            { action: "fetch", pupil },
            { onSuccess: () => toast({ tone: "good", text: words.refreshed }) },
          )
        }
      >
        {words.refresh}
      </Button>
      <ProblemMessage problem={act.error} />
    </>
  );
}
