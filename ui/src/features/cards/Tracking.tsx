/** What was printed already: per class, in all, and the last prints with their sheets. */
import { useState } from "react";
import type { CardJob } from "../../backend/generated/CardJob";
import type { CardsOverview } from "../../backend/generated/CardsOverview";
import type { ClassProgress } from "../../backend/generated/ClassProgress";
import type { PrintRow } from "../../backend/generated/PrintRow";
import { useDo, useRead } from "../../backend/queries";
import { Button, Card, Pill, ProblemMessage, Progress } from "../../shared";
import { whenShort } from "../../shared/format";
import { nl } from "../../texts/nl";
import { classesOf, inPrint, left, toggleClass } from "./job";

const text = nl.cards;

/** Today on this laptop, as the program says. */
function useToday(): string {
  return useRead("session_state", {}).data?.today ?? "";
}

/** Reprinting in all and per class; a class can be put into the print or taken out. */
export function ClassTable(props: {
  overview: CardsOverview;
  job: CardJob;
  onChange: (job: CardJob) => void;
}) {
  const { overview, job, onChange } = props;
  const today = useToday();
  if (overview.total === 0) return null;
  const rest = left(overview);
  return (
    <Card className="tight">
      <div className="progress-line">
        <span className="strong nums">
          {text.progressText(overview.printed, overview.total, rest.classes)}
        </span>
        <Progress
          label={text.progressText(overview.printed, overview.total, rest.classes)}
          done={overview.printed}
          total={overview.total}
          tone="good"
        />
      </div>
      <div className="class-table">
        <table>
          <caption className="visually-hidden">{text.classTable}</caption>
          <thead>
            <tr>
              <th scope="col">{text.columns.class}</th>
              <th scope="col">{text.columns.printed}</th>
              <th scope="col">{text.columns.last}</th>
            </tr>
          </thead>
          <tbody>
            {overview.classes.map((row) => (
              <ClassRow key={row.class} row={row} job={job} today={today} onChange={onChange} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function ClassRow(props: {
  row: ClassProgress;
  job: CardJob;
  today: string;
  onChange: (job: CardJob) => void;
}) {
  const { row, job, today, onChange } = props;
  const done = row.printed >= row.total;
  const chosen = classesOf(job.selection).includes(row.class);
  const last =
    row.failed_sheets > 0
      ? text.failed(row.failed_sheets)
      : whenShort(row.last, today) || text.never;
  return (
    <tr className={chosen ? "chosen" : undefined}>
      <th scope="row">
        <button
          type="button"
          className="text-button"
          aria-pressed={chosen}
          disabled={job.layout === "units"}
          onClick={() => onChange(toggleClass(job, row.class))}
        >
          {row.class || text.noClass}
        </button>
      </th>
      <td>
        <Pill tone={done ? "good" : "warn"}>{text.ofTotal(row.printed, row.total)}</Pill>
      </td>
      <td className={row.failed_sheets > 0 ? "warn-text" : "soft"}>
        {!done && row.failed_sheets === 0 && inPrint(job, row) ? text.inThisPrint : last}
      </td>
    </tr>
  );
}

/** The last prints; sheets that failed in the printer are marked here. */
export function Prints({ prints }: { prints: readonly PrintRow[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const today = useToday();
  return (
    <Card title={text.prints}>
      {prints.length === 0 ? <p className="soft">{text.noPrints}</p> : null}
      <ul className="prints">
        {prints.slice(0, 12).map((print) => (
          <li key={print.print}>
            <div className="row">
              <div className="grow">
                <div className="cut">{print.label}</div>
                <div className="hint">
                  {whenShort(print.at, today)} · {text.printRow(print.stickers, print.sheets)}
                </div>
              </div>
              {print.failed.length > 0 ? (
                <Pill tone="warn">{text.failed(print.failed.length)}</Pill>
              ) : null}
              <Button
                small
                aria-expanded={open === print.print}
                onClick={() => setOpen(open === print.print ? null : print.print)}
              >
                {text.showSheets}
              </Button>
            </div>
            {open === print.print ? <PrintSheets print={print} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PrintSheets({ print }: { print: PrintRow }) {
  const mark = useDo("cards_sheet");
  return (
    <div className="print-sheets">
      <p className="hint">{text.sheetsOf}</p>
      {mark.error ? <ProblemMessage problem={mark.error} /> : null}
      <div className="row">
        {Array.from({ length: print.sheets }, (_, at) => at + 1).map((sheet) => {
          const failed = print.failed.includes(sheet);
          return (
            <button
              key={sheet}
              type="button"
              className={failed ? "sheet-mark failed" : "sheet-mark"}
              aria-pressed={failed}
              aria-label={failed ? text.sheetFailed(sheet) : text.sheetOk(sheet)}
              title={failed ? text.sheetFailed(sheet) : text.sheetOk(sheet)}
              disabled={mark.isPending}
              onClick={() => mark.mutate({ print: print.print, sheet, failed: !failed })}
            >
              {failed ? "✕ " : ""}
              {sheet}
            </button>
          );
        })}
      </div>
    </div>
  );
}
