import { useDo } from "../../backend/queries";
import { Button, ProblemMessage, useToast } from "../../shared";
import { nl } from "../../texts/nl";

const text = nl.cards.printers;

/** A page to try things out: opened in the program of the computer, or kept as a file. */
export function TestPage({ page, printer }: { page: "measure" | "variants"; printer: string }) {
  const make = useDo("cards_test_page");
  const toast = useToast();
  const to = (where: "open" | "save") =>
    make.mutate(
      { page, printer, to: where },
      {
        onSuccess: ({ file_name: name }) => {
          if (where === "save" && name) toast({ tone: "good", text: text.savedAs(name) });
        },
      },
    );
  return (
    <div className="stack tight">
      <div className="row">
        <Button small busy={make.isPending} onClick={() => to("open")}>
          {text.open}
        </Button>
        <Button small disabled={make.isPending} onClick={() => to("save")}>
          {text.save}
        </Button>
      </div>
      <ProblemMessage problem={make.error} />
    </div>
  );
}
