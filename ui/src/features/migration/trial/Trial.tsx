import { useMemo, useState } from "react";
import type { PupilsPlan } from "../../../backend/generated/PupilsPlan";
import type { PupilsPlanRequest } from "../../../backend/generated/PupilsPlanRequest";
import { Button, EmptyState, Field, Pill, Table } from "../../../shared";
import { fold } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import type { Planning } from "../planning";
import { columns, rowKey } from "./columns";
import { FILTERS, type Filter, firstFilter, rowsOf } from "./filter";

const text = nl.migration;

/** The trial run of a list of pupils: figures, what holds it up, row by row. */
export function Trial(props: {
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
