/** The units and articles of the school, typed once and printed as a sheet. */
import { useState } from "react";
import type { Unit } from "../../backend/generated/Unit";
import { useDo } from "../../backend/queries";
import { Button, Field, IconButton, Panel, ProblemMessage, useToast } from "../../shared";
import { nl } from "../../texts/nl";
import { unitsProblem } from "./job";

const text = nl.cards.unitsPanel;

/** The side panel. */
export function UnitsPanel({ units, onClose }: { units: readonly Unit[]; onClose: () => void }) {
  const [rows, setRows] = useState(() =>
    (units.length > 0 ? units : [{ text: "", code: "" }]).map((unit, key) => ({ ...unit, key })),
  );
  const [tried, setTried] = useState(false);
  const save = useDo("settings_save");
  const toast = useToast();
  const filled = rows.filter((row) => row.text.trim() !== "" || row.code !== "");
  const list = filled.map((row) => ({ text: row.text.trim(), code: row.code }));
  const problem = unitsProblem(list);

  const set = (key: number, change: Partial<Unit>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));

  return (
    <Panel
      title={text.title}
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          busy={save.isPending}
          onClick={() => {
            setTried(true);
            if (problem) return;
            save.mutate(
              { part: "cards", what: "units", units: list },
              { onSuccess: () => toast({ tone: "good", text: nl.cards.saved }) },
            );
          }}
        >
          {nl.cards.keep}
        </Button>
      }
    >
      <p className="soft">{text.intro}</p>
      {rows.length === 0 ? <p className="soft">{text.empty}</p> : null}
      <div className="stack-small">
        {rows.map((row) => (
          <div key={row.key} className="unit-row">
            <Field
              label={text.text}
              value={row.text}
              maxLength={60}
              onChange={(value) => set(row.key, { text: value })}
            />
            <Field
              label={text.code}
              value={row.code}
              maxLength={32}
              onChange={(value) =>
                set(row.key, { code: value.toUpperCase().replace(/[^0-9A-Z-]/g, "") })
              }
            />
            <IconButton
              label={nl.cards.remove}
              onClick={() => setRows(rows.filter((other) => other.key !== row.key))}
            >
              ✕
            </IconButton>
          </div>
        ))}
      </div>
      <div>
        <Button
          small
          onClick={() =>
            setRows([
              ...rows,
              { text: "", code: "", key: Math.max(-1, ...rows.map((row) => row.key)) + 1 },
            ])
          }
        >
          {nl.cards.add}
        </Button>
      </div>
      {tried && problem ? (
        <p className="field-error" role="alert">
          <span aria-hidden="true">▲ </span>
          {text[problem]}
        </p>
      ) : null}
      {save.error ? <ProblemMessage problem={save.error} /> : null}
    </Panel>
  );
}
