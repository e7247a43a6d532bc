/** The sheet on screen, with its pages, and what is to be said before printing. */

import type { Refusal } from "../../backend";
import type { CardJob } from "../../backend/generated/CardJob";
import type { CardsPreview } from "../../backend/generated/CardsPreview";
import type { SheetFormat } from "../../backend/generated/SheetFormat";
import { Busy, Button, EmptyState, IconButton, ProblemMessage } from "../../shared";
import { nl, problemText } from "../../texts/nl";
import { SheetPicture } from "./SheetPicture";

const text = nl.cards;

/** The right half of the screen. */
export function Preview(props: {
  job: CardJob;
  formats: readonly SheetFormat[];
  /** What must be chosen first. */
  missing: string | null;
  preview: CardsPreview | undefined;
  problem: Refusal | null;
  loading: boolean;
  sheet: number;
  onSheet: (sheet: number) => void;
  onChange: (job: CardJob) => void;
  onOpen: (panel: "list" | "units") => void;
}) {
  const { job, missing, preview, problem, loading, sheet, onSheet, onChange } = props;
  if (missing) {
    return (
      <section className="preview">
        <EmptyState
          title={text.empty.title ?? ""}
          actions={
            missing === "list" || missing === "units" ? (
              <Button onClick={() => props.onOpen(missing)}>
                {missing === "list" ? text.list : text.units}
              </Button>
            ) : null
          }
        >
          {text.empty[missing]}
        </EmptyState>
      </section>
    );
  }
  if (problem) return <Refused {...props} problem={problem} />;
  if (!preview) {
    return (
      <section className="preview">
        <Busy what={text.busy} />
      </section>
    );
  }
  const first = sheet === 1;
  const picture = preview.page ? (
    <SheetPicture
      format={preview.format}
      page={preview.page}
      places={preview.places}
      start={first && job.layout !== "class_sheet" ? job.start : 1}
      dieCut={job.layout !== "class_sheet"}
      onStart={
        first && job.layout !== "class_sheet" ? (start) => onChange({ ...job, start }) : undefined
      }
      label={text.previewAlt(sheet)}
    />
  ) : (
    <EmptyState title={text.empty.title ?? ""}>
      {text.empty[job.layout === "units" ? "units" : job.selection.who]}
    </EmptyState>
  );
  return (
    <section className="preview" aria-busy={loading}>
      {preview.page ? (
        <header className="preview-head">
          <span className="soft">
            {text.previewOf(
              sheet,
              preview.sheets,
              job.layout === "units"
                ? ""
                : preview.page.classes.map((name) => name || text.noClass).join(", "),
            )}
          </span>
          <span className="row">
            <IconButton
              label={text.previousSheet}
              disabled={sheet <= 1}
              onClick={() => onSheet(sheet - 1)}
            >
              ◀
            </IconButton>
            <IconButton
              label={text.nextSheet}
              disabled={sheet >= preview.sheets}
              onClick={() => onSheet(sheet + 1)}
            >
              ▶
            </IconButton>
          </span>
        </header>
      ) : null}
      {picture}
      <Notes preview={preview} />
    </section>
  );
}

function Notes({ preview }: { preview: CardsPreview }) {
  const { without_number: without, shortened } = preview;
  return (
    <>
      {without.length > 0 ? (
        <details className="notice warn">
          <summary>
            <span aria-hidden="true">● </span>
            {text.withoutNumber(without.length)}
          </summary>
          <ul className="names">
            {without.map((pupil) => (
              <li key={pupil.id}>
                {pupil.last_name} {pupil.first_name}
                {pupil.class ? <span className="soft"> · {pupil.class}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {shortened > 0 ? <p className="hint">{text.shortened(shortened)}</p> : null}
      {preview.missing_characters > 0 ? (
        <p className="hint">{text.missingCharacters(preview.missing_characters)}</p>
      ) : null}
    </>
  );
}

/** A refusal; a label that is too small comes with the format that fits, one click away. */
function Refused(props: {
  job: CardJob;
  formats: readonly SheetFormat[];
  problem: Refusal;
  onChange: (job: CardJob) => void;
}) {
  const { job, formats, problem, onChange } = props;
  const { code, values } = problem.problem;
  if (code === "cards_nobody") {
    const empty = job.layout === "units" ? "units" : job.selection.who;
    return (
      <section className="preview">
        <EmptyState title={text.empty.title ?? ""}>
          {Number(values.left_out ?? 0) > 0 ? problemText(problem.problem) : text.empty[empty]}
        </EmptyState>
      </section>
    );
  }
  if (code !== "cards_label_too_small") {
    return (
      <section className="preview">
        <ProblemMessage problem={problem} />
      </section>
    );
  }
  const fits = formats.find((one) => one.code === values.fits);
  return (
    <section className="preview">
      <div className="problem" role="alert">
        <span className="problem-sign" aria-hidden="true">
          ▲
        </span>
        <div className="problem-text stack-small">
          <h2>{text.tooSmall.title}</h2>
          <p>{text.tooSmall.text(values.needed ?? "?", values.have ?? "?")}</p>
          <p>{fits ? text.tooSmall.smallest(fits.name) : text.tooSmall.none}</p>
          {fits ? (
            <div>
              <Button
                kind="primary"
                onClick={() => onChange({ ...job, sheet: fits.code, start: 1 })}
              >
                {text.tooSmall.use(fits.name)}
              </Button>
            </div>
          ) : null}
        </div>
      </div>
    </section>
  );
}
