import { useState } from "react";
import type { CodeStyle } from "../../backend/generated/CodeStyle";
import type { FileTo } from "../../backend/generated/FileTo";
import type { ReportFormat } from "../../backend/generated/ReportFormat";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Button, Card, Choice, ProblemMessage, Select, useToast } from "../../shared";
import { byName } from "../../shared/format";
import { nl } from "../../texts/nl";
import { hasCodes, KINDS, type Kind, reportOf, type Wanted } from "./request";
import { WantedFields } from "./WantedFields";

const words = nl.reports;

/** Registers, sheets and lists: which, of whom, when, in which codes and form. */
export function ReportForm(props: { today: string; start: Partial<Wanted> }) {
  const { today } = props;
  const rows = useRead("pupils_list", {}).data?.rows ?? [];
  const [wanted, setWanted] = useState<Wanted>({
    kind: "week_register",
    class: "",
    pupil: "",
    day: today,
    by: "class",
    year: "",
    ...props.start,
  });
  const [codes, setCodes] = useState<CodeStyle>("official");
  const [format, setFormat] = useState<ReportFormat>("pdf");
  const make = useDo("report_save");
  const toast = useToast();
  const classes = [...new Set(rows.map((row) => row.class).filter(Boolean))].sort(byName);
  const sheet = wanted.kind === "absence_sheet";
  // A sheet is of one class at least: the whole school at once is a pile that nobody asks for.
  const name = sheet && wanted.class === "" ? (classes[0] ?? "") : wanted.class;
  const pupils = rows.filter((row) => row.class === name && row.kind === "pupil");
  const set = (change: Partial<Wanted>) => setWanted((now) => ({ ...now, ...change }));
  const run = (to: FileTo) =>
    make.mutate(
      {
        what: "report",
        report: reportOf(
          { ...wanted, class: name },
          pupils.map((row) => row.id),
        ),
        codes,
        format,
        to,
      },
      {
        onSuccess: ({ file_name }) => {
          if (to === "open") toast({ tone: "good", text: words.opened });
          else if (file_name === null) toast({ text: words.nothing });
          else toast({ tone: "good", text: words.saved(file_name) });
        },
      },
    );
  return (
    <Card>
      <div className="report-form">
        <Choice
          label={words.what}
          value={wanted.kind}
          onChange={(kind: Kind) => set({ kind })}
          options={KINDS.map((value) => ({
            value,
            label: words.kinds[value],
            hint: words.kindHints[value],
          }))}
        />
        <div className="stack">
          <WantedFields
            wanted={{ ...wanted, class: name }}
            today={today}
            classes={classes}
            pupils={pupils}
            onChange={set}
          />
          {hasCodes(wanted.kind) ? (
            <Select
              label={words.codes}
              value={codes}
              onChange={setCodes}
              hint={words.codeHints[codes]}
              options={(["official", "all"] as const).map((value) => ({
                value,
                label: words.codeStyles[value],
              }))}
            />
          ) : null}
          <Select
            label={words.format}
            value={format}
            onChange={setFormat}
            options={(["pdf", "xlsx", "csv"] as const).map((value) => ({
              value,
              label: words.formats[value],
            }))}
          />
          <ProblemMessage problem={make.error} />
          <div className="row">
            <Button kind="primary" busy={make.isPending} onClick={() => run("save")}>
              {words.save}
            </Button>
            {format === "pdf" ? (
              <Button disabled={make.isPending} onClick={() => run("open")}>
                {words.open}
              </Button>
            ) : null}
          </div>
          {make.isPending ? <Busy what={words.busy} /> : null}
          <p className="hint">{words.careful}</p>
        </div>
      </div>
    </Card>
  );
}
