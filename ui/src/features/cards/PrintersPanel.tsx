/** Printers with their dots and deviation, the measuring page and the test sheet. */
import { useState } from "react";
import type { Printer } from "../../backend/generated/Printer";
import { useDo } from "../../backend/queries";
import { Button, Field, Panel, ProblemMessage, Select, useToast } from "../../shared";
import { nl } from "../../texts/nl";
import { parseNumber, printerProblem, showNumber } from "./job";
import { TestPage } from "./TestPage";

const text = nl.cards.printers;
const DPI = ["203", "300", "600"] as const;
const NEW = "\u0000";

type Draft = {
  name: string;
  dpi: (typeof DPI)[number];
  offset_x: string;
  offset_y: string;
  measured_x: string;
  measured_y: string;
};

function draftOf(printer: Printer | undefined): Draft {
  const dpi = DPI.find((one) => Number(one) === printer?.dpi) ?? "600";
  return {
    name: printer?.name ?? "",
    dpi,
    offset_x: showNumber(printer?.offset_x ?? 0),
    offset_y: showNumber(printer?.offset_y ?? 0),
    measured_x: showNumber(printer?.measured_x ?? 200),
    measured_y: showNumber(printer?.measured_y ?? 200),
  };
}

function printerOf(draft: Draft): Printer {
  return {
    name: draft.name.trim(),
    dpi: Number(draft.dpi),
    offset_x: parseNumber(draft.offset_x),
    offset_y: parseNumber(draft.offset_y),
    measured_x: parseNumber(draft.measured_x),
    measured_y: parseNumber(draft.measured_y),
  };
}

/** The side panel. */
export function PrintersPanel(props: {
  printers: readonly Printer[];
  chosen: string;
  onChoose: (name: string) => void;
  onClose: () => void;
}) {
  const { printers, chosen, onChoose, onClose } = props;
  const [name, setName] = useState(
    printers.some((one) => one.name === chosen) ? chosen : (printers[0]?.name ?? NEW),
  );
  const [draft, setDraft] = useState(() => draftOf(printers.find((one) => one.name === name)));
  const [tried, setTried] = useState(false);
  const save = useDo("settings_save");
  const toast = useToast();
  const others = printers.filter((one) => one.name !== name);
  const problem = printerProblem(printerOf(draft), others);

  function pick(next: string) {
    setName(next);
    setTried(false);
    setDraft(draftOf(printers.find((one) => one.name === next)));
  }
  function write(list: Printer[], after: string) {
    save.mutate(
      { part: "cards", what: "printers", printers: list },
      {
        onSuccess: () => {
          setName(after || NEW);
          if (after) onChoose(after);
          toast({ tone: "good", text: nl.cards.saved });
        },
      },
    );
  }
  function keep() {
    setTried(true);
    if (problem) return;
    const printer = printerOf(draft);
    const at = printers.findIndex((one) => one.name === name);
    const list =
      at < 0
        ? [...printers, printer]
        : printers.map((one, index) => (index === at ? printer : one));
    write(list, printer.name);
  }
  const set = (field: keyof Draft) => (value: string) => setDraft({ ...draft, [field]: value });
  const number = (field: "offset_x" | "offset_y" | "measured_x" | "measured_y", label: string) => (
    <Field label={label} value={draft[field]} inputMode="decimal" onChange={set(field)} />
  );

  return (
    <Panel
      title={text.title}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={save.isPending} onClick={keep}>
            {nl.cards.keep}
          </Button>
          {name !== NEW && printers.length > 1 ? (
            <Button kind="danger" onClick={() => write(others, others[0]?.name ?? "")}>
              {nl.cards.remove}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="soft">{text.intro}</p>
      <Select
        label={text.list}
        value={name}
        options={[
          ...printers.map((one) => ({ value: one.name, label: one.name })),
          { value: NEW, label: text.new },
        ]}
        onChange={pick}
      />
      <Field
        label={text.name}
        value={draft.name}
        maxLength={60}
        error={tried && problem === "name" ? text.nameWrong : undefined}
        onChange={set("name")}
      />
      <Select
        label={text.dpi}
        value={draft.dpi}
        options={DPI.map((dpi) => ({ value: dpi, label: dpi }))}
        onChange={(dpi) => setDraft({ ...draft, dpi })}
      />
      <section className="stack-small">
        <h3>{text.measurePage}</h3>
        <ol className="numbered">
          {text.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <TestPage page="measure" printer={name === NEW ? "" : name} />
      </section>
      <div className="two">
        {number("offset_x", text.offsetX)}
        {number("offset_y", text.offsetY)}
      </div>
      <span className="hint">{text.offsetHint}</span>
      <div className="two">
        {number("measured_x", text.measuredX)}
        {number("measured_y", text.measuredY)}
      </div>
      <span className={tried && problem === "number" ? "field-error" : "hint"}>
        {tried && problem === "number" ? text.wrong : text.measuredHint}
      </span>
      {save.error ? <ProblemMessage problem={save.error} /> : null}
      <section className="stack-small">
        <h3>{text.variants}</h3>
        <p className="soft">{text.variantsHint}</p>
        <TestPage page="variants" printer={name === NEW ? "" : name} />
      </section>
    </Panel>
  );
}
