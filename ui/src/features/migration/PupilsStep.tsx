/** Step 1: pupils from a list, with a trial run row by row. Also reached on its own to import a list. */
import { useMemo, useState } from "react";
import type { PlanRow } from "../../backend/generated/PlanRow";
import type { PupilsPlan } from "../../backend/generated/PupilsPlan";
import type { PupilsPlanRequest } from "../../backend/generated/PupilsPlanRequest";
import type { Verdict } from "../../backend/generated/Verdict";
import {
  Button,
  Card,
  type Column,
  EmptyState,
  Field,
  Pill,
  Select,
  Table,
  type Tone,
} from "../../shared";
import { date, fold } from "../../shared/format";
import { FileFacts, Mapping } from "../../shared/Mapping";
import { nl, remarkText } from "../../texts/nl";
import type { Planning } from "./planning";
import { decidePupil, leaveOut, type Reading } from "./store";

const text = nl.migration;

/** What the list of rows is narrowed to. */
export type Filter = Verdict | "undecided" | "warned" | "all";
const FILTERS: readonly Filter[] = [
  "new",
  "changed",
  "unchanged",
  "undecided",
  "refused",
  "warned",
  "skipped",
  "left_out",
];
const TONES: Record<Verdict, Tone> = {
  new: "info",
  changed: "info",
  unchanged: "good",
  skipped: "quiet",
  refused: "bad",
  left_out: "quiet",
};

/** The rows that a filter keeps. */
export function rowsOf(plan: PupilsPlan, filter: Filter): PlanRow[] {
  if (filter === "all") return plan.rows;
  if (filter === "undecided") {
    const open = new Set(plan.undecided);
    return plan.rows.filter((row) => open.has(row.row));
  }
  if (filter === "warned")
    return plan.rows.filter((row) => row.remarks.length > 0 && row.verdict !== "refused");
  return plan.rows.filter((row) => row.verdict === filter);
}

/** The filter that shows first what asks for something. */
export function firstFilter(plan: PupilsPlan): Filter {
  if (rowsOf(plan, "refused").length > 0) return "refused";
  return plan.undecided.length > 0 ? "undecided" : "all";
}

/** The step. */
export function PupilsStep(props: {
  reading: Reading<PupilsPlanRequest, PupilsPlan>;
  inRegister: number;
  databases: readonly string[];
  planning: Planning;
  onApply: () => void;
  onNext: () => void;
}) {
  const { reading, inRegister, databases, planning, onApply, onNext } = props;
  const { preview, request, plan } = reading;
  const [adjust, setAdjust] = useState(false);
  if (!preview) {
    return (
      <Card>
        <EmptyState
          title={text.file.pupilsTitle}
          actions={
            <>
              <Button
                kind={inRegister > 0 ? "plain" : "primary"}
                busy={planning.busy === "reading"}
                onClick={() => void planning.choosePupils()}
              >
                {text.file.choose}
              </Button>
              {inRegister > 0 ? (
                <Button kind="primary" onClick={onNext}>
                  {text.file.next}
                </Button>
              ) : null}
            </>
          }
        >
          {inRegister > 0 ? text.file.pupilsHave(inRegister) : text.file.pupilsText}
        </EmptyState>
      </Card>
    );
  }
  const open = adjust || preview.missing.length > 0 || !plan;
  return (
    <>
      <Card className="file-card">
        <div className="row">
          <div className="grow">
            <FileFacts preview={preview} />
          </div>
          {preview.missing.length === 0 && plan ? (
            <Button small aria-expanded={open} onClick={() => setAdjust(!adjust)}>
              {open ? text.mapping.hide : text.mapping.show}
            </Button>
          ) : null}
          <Button small onClick={() => void planning.choosePupils()}>
            {text.file.other}
          </Button>
          <Button small onClick={planning.forgetPupils}>
            {text.file.forget}
          </Button>
        </div>
        {open ? (
          <>
            <div className="about">
              <Select
                label={text.plan.kind}
                value={request.person_kind}
                options={Object.entries(text.kinds).map(([value, label]) => ({ value, label }))}
                onChange={(person_kind) => void planning.planPupils({ ...request, person_kind })}
              />
              {"number" in preview.mapping ? (
                <DatabaseField
                  label={text.plan.database}
                  value={request.database}
                  databases={databases}
                  onDone={(database) => void planning.planPupils({ ...request, database })}
                />
              ) : null}
            </div>
            <Mapping preview={preview} onPreview={planning.mapPupils} />
          </>
        ) : null}
      </Card>
      {plan ? (
        <Plan
          key={preview.session}
          plan={plan}
          request={request}
          planning={planning}
          tall={!open}
          onApply={onApply}
          onNext={onNext}
        />
      ) : null}
    </>
  );
}

/** Name of a database, proposed from the ones that were seen; asked again when the field is left. */
export function DatabaseField(props: {
  label: string;
  hint?: string;
  value: string;
  databases: readonly string[];
  onDone: (value: string) => void;
}) {
  const { label, hint, value, databases, onDone } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const others = databases.filter((one) => one !== value);
  const done = () => {
    if (typed !== null && typed.trim() !== value) onDone(typed.trim());
    setTyped(null);
  };
  return (
    <div className="database-field">
      <Field
        label={label}
        hint={hint}
        value={typed ?? value}
        maxLength={60}
        onChange={setTyped}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === "Enter") done();
        }}
      />
      {others.length > 0 ? (
        <div className="row">
          {others.slice(0, 4).map((one) => (
            <button key={one} type="button" className="text-button" onClick={() => onDone(one)}>
              {one}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Plan(props: {
  plan: PupilsPlan;
  request: PupilsPlanRequest;
  planning: Planning;
  tall: boolean;
  onApply: () => void;
  onNext: () => void;
}) {
  const { plan, request, planning, tall, onApply, onNext } = props;
  const [filter, setFilter] = useState<Filter>(() => firstFilter(plan));
  const [find, setFind] = useState("");
  const many = (one: Filter) => rowsOf(plan, one).length;
  const rows = useMemo(() => {
    const words = fold(find).split(" ").filter(Boolean);
    return rowsOf(plan, filter).filter((row) => {
      const hay = fold(`${row.row} ${row.last_name} ${row.first_name} ${row.class}`);
      return words.every((word) => hay.includes(word));
    });
  }, [plan, filter, find]);
  const refused = rowsOf(plan, "refused").length;
  const applied = plan.batch !== null;
  const nothing = plan.created === 0 && plan.changed === 0;

  return (
    <>
      <fieldset className="verdicts" aria-label={text.plan.filter}>
        {FILTERS.filter(
          (one) => many(one) > 0 || one === "new" || one === "changed" || one === "refused",
        ).map((one) => (
          <button
            key={one}
            type="button"
            className={`verdict ${many(one) > 0 ? one : "none"}`}
            aria-pressed={filter === one}
            onClick={() => setFilter(filter === one ? "all" : one)}
          >
            <span className="soft">{text.verdicts[one]}</span>
            <span className="figure nums">{text.number(many(one))}</span>
            <span className="hint">{text.verdictHints[one]}</span>
          </button>
        ))}
      </fieldset>
      <div className="row">
        <Field
          label={text.plan.search}
          hiddenLabel
          placeholder={text.plan.search}
          value={find}
          onChange={setFind}
        />
        <span className="soft">
          {text.verdicts[filter]} · {text.rows(rows.length)}
        </span>
        <span className="grow" />
        {applied ? (
          <>
            <Pill tone="good">{text.plan.applied(plan.created, plan.changed)}</Pill>
            <Button
              kind="primary"
              onClick={() => {
                planning.forgetPupils();
                onNext();
              }}
            >
              {text.file.next}
            </Button>
          </>
        ) : (
          <>
            <span className={plan.applicable ? "soft" : "warn-text"}>
              {refused > 0
                ? text.plan.blockedRefused(refused)
                : plan.undecided.length > 0
                  ? text.plan.blockedUndecided(plan.undecided.length)
                  : nothing
                    ? text.plan.nothing
                    : text.plan.apply(plan.created, plan.changed)}
            </span>
            {nothing && plan.applicable ? (
              <Button
                kind="primary"
                onClick={() => {
                  planning.forgetPupils();
                  onNext();
                }}
              >
                {text.file.next}
              </Button>
            ) : (
              <Button
                kind="primary"
                disabled={!plan.applicable || planning.busy !== null}
                onClick={onApply}
              >
                {text.plan.applyButton}
              </Button>
            )}
          </>
        )}
      </div>
      <Table
        label={text.plan.title}
        rows={rows}
        rowKey={rowKey}
        measured
        rowHeight={38}
        maxHeight={tall ? undefined : 460}
        columns={columns(plan, request, planning)}
        searchText={(row) => row.last_name}
        empty={<EmptyState title={text.plan.noRows} />}
      />
    </>
  );
}

const rowKey = (row: PlanRow) => String(row.row);

function columns(
  plan: PupilsPlan,
  request: PupilsPlanRequest,
  planning: Planning,
): Column<PlanRow>[] {
  const open = new Set(plan.undecided);
  return [
    {
      key: "row",
      header: text.plan.columns.row,
      width: "64px",
      render: (row) => <span className="soft">{row.row}</span>,
    },
    {
      key: "who",
      header: text.plan.columns.who,
      width: "minmax(150px, 1fr)",
      render: (row) =>
        row.last_name || row.first_name ? (
          <>
            <span className="strong">{row.last_name}</span> {row.first_name}
          </>
        ) : (
          <span className="soft">{text.plan.noName}</span>
        ),
    },
    { key: "class", header: text.plan.columns.class, width: "70px", render: (row) => row.class },
    {
      key: "verdict",
      header: text.plan.columns.verdict,
      width: "144px",
      render: (row) =>
        open.has(row.row) ? (
          <Pill tone="warn">{text.verdicts.undecided}</Pill>
        ) : (
          <Pill tone={TONES[row.verdict]}>{text.verdicts[row.verdict]}</Pill>
        ),
    },
    {
      key: "detail",
      header: text.plan.columns.detail,
      width: "minmax(260px, 2.4fr)",
      render: (row) => (
        <Detail
          row={row}
          open={open.has(row.row)}
          request={request}
          planning={planning}
          applied={plan.batch !== null}
        />
      ),
    },
  ];
}

/** What changes in a row, what is said of it, and what can be decided. */
function Detail(props: {
  row: PlanRow;
  open: boolean;
  applied: boolean;
  request: PupilsPlanRequest;
  planning: Planning;
}) {
  const { row, open, applied, request, planning } = props;
  const name = `${row.last_name} ${row.first_name}`.trim();
  const shown = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value);
  const decided = request.same[row.row] !== undefined || request.different.includes(row.row);
  return (
    <div className="detail">
      <div className="grow">
        {row.verdict === "changed"
          ? row.changes.map((change) => (
              <div key={change.field}>
                <span className="soft">{nl.shared.fields[change.field] ?? change.field}: </span>
                {change.was ? (
                  <s className="soft">{shown(change.was)}</s>
                ) : (
                  <span className="soft">{text.plan.empty}</span>
                )}
                {" → "}
                {change.now ? shown(change.now) : <span className="soft">{text.plan.empty}</span>}
              </div>
            ))
          : null}
        {row.remarks.map((remark) => (
          <div
            key={`${remark.code} ${Object.values(remark.values).join(" ")}`}
            className={row.verdict === "refused" ? "bad-text" : "warn-text"}
          >
            <span aria-hidden="true">{row.verdict === "refused" ? "▲ " : "● "}</span>
            {remarkText(remark)}
          </div>
        ))}
        {open
          ? row.likely.slice(0, 3).map((like) => (
              <div key={like.pupil.id} className="likely">
                <span>
                  <span className="strong">
                    {like.pupil.last_name} {like.pupil.first_name}
                  </span>{" "}
                  <span className="soft">
                    {[like.pupil.class, date(like.pupil.birth_date)].filter(Boolean).join(" · ")}
                  </span>
                </span>
                {like.why.map((why) => (
                  <Pill key={why} tone="info">
                    {nl.shared.likeness[why] ?? why}
                  </Pill>
                ))}
                <Button
                  small
                  onClick={() =>
                    void planning.planPupils(decidePupil(request, row.row, { is: like.pupil.id }))
                  }
                >
                  {text.numbers.same}
                </Button>
              </div>
            ))
          : null}
      </div>
      {applied ? null : open ? (
        <Button
          small
          onClick={() => void planning.planPupils(decidePupil(request, row.row, "other"))}
        >
          {text.numbers.other}
        </Button>
      ) : decided ? (
        <Button
          small
          kind="quiet"
          onClick={() => void planning.planPupils(decidePupil(request, row.row, "open"))}
        >
          {text.numbers.reconsider}
        </Button>
      ) : null}
      {applied || row.verdict === "skipped" ? null : row.verdict === "left_out" ? (
        <Button
          small
          kind="quiet"
          onClick={() => void planning.planPupils(leaveOut(request, row.row, false))}
        >
          {text.plan.takeBack}
        </Button>
      ) : row.verdict === "refused" || open || row.remarks.length > 0 ? (
        <Button
          small
          kind={row.verdict === "refused" ? "plain" : "quiet"}
          aria-label={text.plan.leaveOut(name)}
          onClick={() => void planning.planPupils(leaveOut(request, row.row, true))}
        >
          {text.plan.leaveOutShort}
        </Button>
      ) : null}
    </div>
  );
}
