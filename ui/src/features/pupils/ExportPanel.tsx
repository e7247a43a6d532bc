import { useState } from "react";
import { useDo } from "../../backend/queries";
import {
  Busy,
  Button,
  Checkbox,
  Choice,
  Field,
  Panel,
  ProblemMessage,
  useToast,
} from "../../shared";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";

/** A list to a file; the INSZ only when ticked, with a reason (S38). */
export function ExportPanel({
  all,
  shown,
  selected,
  onClose,
}: {
  all: number;
  shown: string[];
  selected: string[];
  onClose: () => void;
}) {
  const words = nl.pupils.exporting;
  const toast = useToast();
  const run = useDo("report_save");
  const [who, setWho] = useState<"all" | "shown" | "selected">(
    selected.length > 0 ? "selected" : shown.length < all ? "shown" : "all",
  );
  const [format, setFormat] = useState<"xlsx" | "csv">("xlsx");
  const [insz, setInsz] = useState(false);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const unreasoned = insz && reason.trim().length < 3;
  return (
    <Panel
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={run.isPending}
            onClick={() => {
              setTried(true);
              if (unreasoned) return;
              run.mutate(
                {
                  what: "pupils",
                  format,
                  ids: who === "all" ? [] : who === "shown" ? shown : selected,
                  include_insz: insz,
                  reason: insz ? reason.trim() : "",
                },
                {
                  onSuccess: ({ file_name }) => {
                    if (file_name === null) return toast({ text: words.nothing });
                    toast({ tone: "good", text: words.saved(file_name) });
                    onClose();
                  },
                },
              );
            }}
          >
            {words.save}
          </Button>
          <Button onClick={onClose}>{nl.shared.cancel}</Button>
        </>
      }
    >
      <Choice
        label={words.who}
        value={who}
        onChange={setWho}
        options={[
          ...(selected.length > 0
            ? [{ value: "selected" as const, label: words.selection(number(selected.length)) }]
            : []),
          ...(shown.length < all && shown.length > 0
            ? [{ value: "shown" as const, label: words.shown(number(shown.length)) }]
            : []),
          { value: "all" as const, label: words.all(number(all)) },
        ]}
      />
      <Choice
        label={words.format}
        value={format}
        onChange={setFormat}
        options={[
          { value: "xlsx", label: words.xlsx, hint: words.xlsxHint },
          { value: "csv", label: words.csv, hint: words.csvHint },
        ]}
      />
      <Checkbox checked={insz} onChange={setInsz} hint={words.inszHint}>
        {words.insz}
      </Checkbox>
      {insz ? (
        <Field
          label={words.reason}
          value={reason}
          onChange={setReason}
          maxLength={200}
          error={tried && unreasoned ? words.reasonMissing : undefined}
        />
      ) : null}
      <p className="soft">{words.careful}</p>
      <ProblemMessage problem={run.error} />
      {run.isPending ? <Busy what={words.busy} /> : null}
    </Panel>
  );
}
