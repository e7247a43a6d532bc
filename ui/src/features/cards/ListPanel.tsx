/** Sheets straight from a list, without importing it: choose the file, say which column is what. */
import type { ImportPreview } from "../../backend/generated/ImportPreview";
import { useDo } from "../../backend/queries";
import { Busy, Button, Panel, ProblemMessage } from "../../shared";
import { FileFacts, Mapping } from "../../shared/Mapping";
import { nl } from "../../texts/nl";

const text = nl.cards;

/** A list that was read and not imported. */
export type ListReading = { preview: ImportPreview };

/** The side panel. */
export function ListPanel(props: {
  reading: ListReading | null;
  onReading: (reading: ListReading | null) => void;
  onClose: () => void;
}) {
  const { reading, onReading, onClose } = props;
  const choose = useDo("import_read");
  const cancel = useDo("import_stop");
  return (
    <Panel title={text.whoOptions.list} onClose={onClose}>
      <p className="soft">{text.listHint}</p>
      <div>
        <Button
          kind={reading ? "plain" : "primary"}
          busy={choose.isPending}
          onClick={() =>
            choose.mutate(
              { what: "choose", kind: "cards" },
              { onSuccess: ({ preview }) => preview && onReading({ preview }) },
            )
          }
        >
          {text.list}
        </Button>
      </div>
      {choose.isPending ? (
        <Busy what={nl.migration.file.reading} onStop={() => cancel.mutate({ session: null })} />
      ) : null}
      {choose.error ? <ProblemMessage problem={choose.error} /> : null}
      {reading ? (
        <>
          <FileFacts preview={reading.preview} />
          <Mapping preview={reading.preview} onPreview={(preview) => onReading({ preview })} />
        </>
      ) : null}
    </Panel>
  );
}
