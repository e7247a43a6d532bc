/** The school's own sheet formats, with a picture that follows what is typed. */
import { useState } from "react";
import type { SheetFormat } from "../../backend/generated/SheetFormat";
import { useDo } from "../../backend/queries";
import { Button, Field, Panel, ProblemMessage, Select, useToast } from "../../shared";
import { nl } from "../../texts/nl";
import { formatProblem, parseNumber, showNumber } from "./job";
import { SheetPicture } from "./SheetPicture";

const text = nl.cards.formats;
const FIELDS = [
  "page_width",
  "page_height",
  "columns",
  "rows",
  "label_width",
  "label_height",
  "margin_left",
  "margin_top",
  "pitch_x",
  "pitch_y",
  "corner_radius",
] as const;
type Measure = (typeof FIELDS)[number];
const NEW = "";

/** A code that no other format has. */
export function newCode(formats: readonly SheetFormat[]): string {
  for (let at = 1; ; at += 1) {
    const code = `eigen-${at}`;
    if (!formats.some((one) => one.code === code)) return code;
  }
}

/** The side panel. */
export function FormatsPanel(props: {
  formats: readonly SheetFormat[];
  chosen: string;
  onChoose: (code: string) => void;
  onClose: () => void;
}) {
  const { formats, chosen, onChoose, onClose } = props;
  const own = formats.filter((one) => one.own);
  const [code, setCode] = useState(own.some((one) => one.code === chosen) ? chosen : NEW);
  const base = formats.find((one) => one.code === (code || chosen)) ?? formats[0];
  const [name, setName] = useState(code === NEW ? "" : (base?.name ?? ""));
  const [typed, setTyped] = useState(() => measuresOf(base));
  const [tried, setTried] = useState(false);
  const save = useDo("settings_save");
  const toast = useToast();

  const format: SheetFormat = {
    code: code || newCode(formats),
    name: name.trim(),
    brands: "",
    own: true,
    ...(Object.fromEntries(FIELDS.map((field) => [field, parseNumber(typed[field])])) as Record<
      Measure,
      number
    >),
  };
  const problem = formatProblem(format);
  const drawable =
    problem === null || problem === "name" || problem === "overlap" || problem === "outside";

  function pick(next: string) {
    const from = formats.find((one) => one.code === next);
    setCode(next);
    setTried(false);
    setName(next === NEW ? "" : (from?.name ?? ""));
    if (from) setTyped(measuresOf(from));
  }
  function write(list: SheetFormat[], after: string) {
    save.mutate(
      { part: "cards", what: "formats", formats: list },
      {
        onSuccess: () => {
          setCode(after);
          if (after) onChoose(after);
          toast({ tone: "good", text: nl.cards.saved });
        },
      },
    );
  }
  function keep() {
    setTried(true);
    if (problem) return;
    const rest = own.filter((one) => one.code !== format.code);
    write([...rest, format], format.code);
  }

  return (
    <Panel
      title={text.title}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={save.isPending} onClick={keep}>
            {nl.cards.keep}
          </Button>
          {code !== NEW ? (
            <Button
              kind="danger"
              onClick={() => {
                if (chosen === code) onChoose(formats[0]?.code ?? "");
                write(
                  own.filter((one) => one.code !== code),
                  NEW,
                );
              }}
            >
              {text.delete}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="soft">{text.intro}</p>
      <Select
        label={nl.cards.sheet}
        value={code}
        options={[
          ...own.map((one) => ({ value: one.code, label: one.name })),
          { value: NEW, label: text.new },
        ]}
        onChange={pick}
      />
      {code === NEW ? (
        <Select
          label={text.basedOn}
          value={base?.code ?? ""}
          options={formats.map((one) => ({ value: one.code, label: one.name }))}
          onChange={(from) => setTyped(measuresOf(formats.find((one) => one.code === from)))}
        />
      ) : null}
      <Field
        label={text.name}
        value={name}
        maxLength={60}
        error={tried && problem === "name" ? text.wrong.name : undefined}
        onChange={setName}
      />
      <div className="format-picture">
        {drawable ? (
          <SheetPicture format={format} page={null} start={1} dieCut label={text.title} />
        ) : (
          <p className="soft">{text.wrong[problem]}</p>
        )}
      </div>
      {problem && problem !== "name" ? (
        <p className="field-error" role="status">
          <span aria-hidden="true">▲ </span>
          {text.wrong[problem]}
        </p>
      ) : null}
      <div className="two">
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={text.fields[field]}
            value={typed[field]}
            inputMode="decimal"
            onChange={(value) => setTyped({ ...typed, [field]: value })}
          />
        ))}
      </div>
      {save.error ? <ProblemMessage problem={save.error} /> : null}
    </Panel>
  );
}

function measuresOf(format: SheetFormat | undefined): Record<Measure, string> {
  return Object.fromEntries(
    FIELDS.map((field) => [field, showNumber(format?.[field] ?? Number.NaN)]),
  ) as Record<Measure, string>;
}
