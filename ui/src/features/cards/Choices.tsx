/** The choices for a print: who, what, on which sheet, with which bars. */
import { useState } from "react";
import { useLocation } from "wouter";
import type { CardJob } from "../../backend/generated/CardJob";
import type { CardsOverview } from "../../backend/generated/CardsOverview";
import type { CardsPreview } from "../../backend/generated/CardsPreview";
import type { Payload } from "../../backend/generated/Payload";
import { Button, Card, Field, Select } from "../../shared";
import { setCards } from "../../shared/cardSelection";
import { decimal, fold } from "../../shared/format";
import { nl } from "../../texts/nl";
import { classesOf, toggleClass, validStart, type Who, withClasses, withWho } from "./job";
import type { ListReading } from "./ListPanel";

const text = nl.cards;

const WHO = ["outdated", "classes", "pupils", "all", "list"] as const satisfies readonly Who[];
const LAYOUTS = ["stickers", "class_sheet", "units"] as const;
const PAYLOADS = ["registratie", "raw", "prefixed", "stamboek"] as const;
const SYMBOLOGIES = ["code128", "code39"] as const;

function options<V extends string>(values: readonly V[], names: Record<V, string>) {
  return values.map((value) => ({ value, label: names[value] }));
}

/** The card with all choices. */
export function Choices(props: {
  job: CardJob;
  overview: CardsOverview;
  preview: CardsPreview | undefined;
  list: ListReading | null;
  pupils: readonly string[];
  onChange: (job: CardJob) => void;
  onOpen: (panel: "printers" | "formats" | "units" | "list") => void;
}) {
  const { job, overview, preview, list, pupils, onChange, onOpen } = props;
  const units = job.layout === "units";
  const format = overview.formats.find((one) => one.code === job.sheet);
  const printers = overview.printers.map(({ name, dpi }) => ({
    value: name,
    label: text.printerDpi(name, dpi),
  }));
  const known = printers.some(({ value }) => value === job.printer);

  function pickWho(who: Who) {
    onChange(withWho(job, who, { pupils, list: list?.preview.session ?? null }));
    if (who === "list" && !list) onOpen("list");
  }

  return (
    <Card className="choices">
      {units ? null : (
        <>
          <Select
            label={text.who}
            value={job.selection.who}
            options={options(WHO, text.whoOptions)}
            onChange={pickWho}
          />
          <WhoMore {...props} />
        </>
      )}
      <Select
        label={text.what}
        value={job.layout}
        options={options(LAYOUTS, text.layouts)}
        onChange={(layout) => onChange({ ...job, layout, start: 1 })}
      />
      {units ? (
        <div className="choice-more">
          <Button small onClick={() => onOpen("units")}>
            {text.units}
          </Button>
        </div>
      ) : null}
      {job.layout === "class_sheet" ? null : (
        <>
          <div className="field-with">
            <Select
              label={text.sheet}
              value={job.sheet}
              options={overview.formats.map((one) => ({
                value: one.code,
                label: `${one.name}${one.brands ? ` – ${one.brands}` : ""}`,
              }))}
              onChange={(sheet) => onChange({ ...job, sheet, start: 1 })}
            />
          </div>
          <div className="choice-more">
            <button type="button" className="text-button" onClick={() => onOpen("formats")}>
              {text.own}
            </button>
          </div>
        </>
      )}
      {units ? null : (
        <Select
          label={text.content}
          value={job.payload}
          options={options(PAYLOADS, text.payloads)}
          hint={text.contentHint[job.payload]}
          onChange={(payload: Payload) => onChange({ ...job, payload })}
        />
      )}
      {!units && job.payload === "prefixed" ? (
        <Field
          label={text.prefix}
          value={job.prefix}
          maxLength={12}
          onChange={(value) =>
            onChange({ ...job, prefix: value.toUpperCase().replace(/[^0-9A-Z-]/g, "") })
          }
        />
      ) : null}
      <Select
        label={text.bars}
        value={job.symbology}
        options={options(SYMBOLOGIES, text.symbologies)}
        hint={
          preview && preview.module_dots > 0
            ? `${text.module(decimal(preview.module_mm), preview.module_dots)}${preview.example ? ` · ${text.example(preview.example)}` : ""}`
            : undefined
        }
        onChange={(symbology) => onChange({ ...job, symbology })}
      />
      <Select
        label={text.printer}
        value={job.printer}
        options={
          known
            ? printers
            : [{ value: job.printer, label: job.printer || text.noPrinter }, ...printers]
        }
        onChange={(printer) => onChange({ ...job, printer })}
      />
      {job.layout === "class_sheet" ? null : (
        <div className="choice-numbers">
          <NumberField
            label={text.start}
            value={job.start}
            least={1}
            most={format ? format.columns * format.rows : 500}
            onChange={(start) => onChange({ ...job, start: validStart(start, format) })}
          />
          <NumberField
            label={text.copies}
            value={job.copies}
            least={1}
            most={100}
            onChange={(copies) => onChange({ ...job, copies })}
          />
          <span className="hint">{text.startHint}</span>
        </div>
      )}
    </Card>
  );
}

/** A whole number that may be empty while it is being typed. */
function NumberField(props: {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}) {
  const { label, value, least, most, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field
      label={label}
      value={typed ?? String(value)}
      type="number"
      min={least}
      max={most}
      onChange={(next) => {
        setTyped(next);
        const parsed = Number(next);
        if (next !== "" && Number.isInteger(parsed) && parsed >= least && parsed <= most)
          onChange(parsed);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

/** What belongs to the chosen kind of "who". */
function WhoMore(props: {
  job: CardJob;
  overview: CardsOverview;
  list: ListReading | null;
  pupils: readonly string[];
  onChange: (job: CardJob) => void;
  onOpen: (panel: "printers" | "formats" | "units" | "list") => void;
}) {
  const { job, overview, list, pupils, onChange, onOpen } = props;
  const [, go] = useLocation();
  const [open, setOpen] = useState(job.selection.who === "classes");
  const [filter, setFilter] = useState("");
  const { who } = job.selection;
  if (who === "all") return null;
  if (who === "pupils") {
    return (
      <div className="choice-more stack-small">
        <div className="row">
          <span className="strong">{text.selection(pupils.length)}</span>
          {pupils.length > 0 ? (
            <button type="button" className="text-button" onClick={() => setCards([])}>
              {text.selectionClear}
            </button>
          ) : null}
        </div>
        <span className="hint">{text.selectionHint}</span>
        {pupils.length === 0 ? (
          <div>
            <Button small onClick={() => go("/leerlingen")}>
              {text.toPupils}
            </Button>
          </div>
        ) : null}
      </div>
    );
  }
  if (who === "list") {
    return (
      <div className="choice-more stack-small">
        {list ? (
          <span className="strong">{text.listRows(list.preview.file_name, list.preview.rows)}</span>
        ) : null}
        <div>
          <Button small onClick={() => onOpen("list")}>
            {list ? text.listColumns : text.list}
          </Button>
        </div>
      </div>
    );
  }
  const chosen = classesOf(job.selection);
  const classes = overview.classes.filter((row) => fold(row.class).includes(fold(filter)));
  return (
    <div className="choice-more stack-small">
      <div>
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          {who === "outdated" || chosen.length > 0
            ? text.classCount(chosen.length)
            : text.whichClasses}
          <span aria-hidden="true">{open ? " ▴" : " ▾"}</span>
        </Button>
      </div>
      {open ? (
        <div className="class-picker">
          <div className="row">
            <Field
              label={text.filterClasses}
              hiddenLabel
              placeholder={text.filterClasses}
              value={filter}
              onChange={setFilter}
            />
            <button
              type="button"
              className="text-button"
              onClick={() =>
                onChange(
                  withClasses(job, [...new Set([...chosen, ...classes.map((row) => row.class)])]),
                )
              }
            >
              {text.pickAll}
            </button>
            <button
              type="button"
              className="text-button"
              onClick={() => onChange(withClasses(job, []))}
            >
              {text.pickNone}
            </button>
          </div>
          <fieldset className="class-boxes" aria-label={text.whichClasses}>
            {classes.map((row) => (
              <label key={row.class}>
                <input
                  type="checkbox"
                  checked={chosen.includes(row.class)}
                  onChange={() => onChange(toggleClass(job, row.class))}
                />
                {row.class || text.noClass}
              </label>
            ))}
          </fieldset>
        </div>
      ) : null}
    </div>
  );
}
