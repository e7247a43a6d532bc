import { useState } from "react";
import type { Printer } from "../../backend/generated/Printer";
import { Panel, Select } from "../../shared";
import { nl } from "../../texts/nl";
import { TestPage } from "./TestPage";

const text = nl.cards.printers;

/** One sheet with every variant, for a printer. */
export function TestSheetPanel(props: {
  printers: readonly Printer[];
  chosen: string;
  onClose: () => void;
}) {
  const { printers, chosen, onClose } = props;
  const [printer, setPrinter] = useState(chosen);
  return (
    <Panel title={text.variants} onClose={onClose}>
      <p className="soft">{text.variantsHint}</p>
      <Select
        label={text.list}
        value={printer}
        options={printers.map((one) => ({ value: one.name, label: one.name }))}
        onChange={setPrinter}
      />
      <TestPage page="variants" printer={printer} />
    </Panel>
  );
}
