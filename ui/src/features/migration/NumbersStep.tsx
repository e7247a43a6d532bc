/** Step 2: the list of old and new numbers, and what it is about. */
import type { NumbersPlan } from "../../backend/generated/NumbersPlan";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import { Button, Card, DayField, EmptyState, Select } from "../../shared";
import { FileFacts, Mapping } from "../../shared/Mapping";
import { nl } from "../../texts/nl";
import { DatabaseField } from "./DatabaseField";
import type { Planning } from "./planning";
import { type About, migrationNow, type Reading, type Step, update } from "./store";

const text = nl.migration;

/** Choices before the check: kept at once, worked out with the button. */
function about(change: Partial<About>): void {
  update((state) => ({
    ...state,
    numbers: { ...state.numbers, request: { ...state.numbers.request, ...change }, plan: null },
  }));
}

/** The step. */
export function NumbersStep(props: {
  reading: Reading<NumbersPlanRequest, NumbersPlan>;
  inRegister: number;
  databases: readonly string[];
  today: string;
  planning: Planning;
  onGo: (step: Step) => void;
}) {
  const { reading, inRegister, databases, today, planning, onGo } = props;
  const { preview, request, plan } = reading;
  if (inRegister === 0) {
    return (
      <Card>
        <EmptyState
          title={text.numbers.emptyTitle}
          actions={
            <Button kind="primary" onClick={() => onGo(1)}>
              {text.file.pupilsTitle}
            </Button>
          }
        >
          {text.file.needPupils}
        </EmptyState>
      </Card>
    );
  }
  if (!preview) {
    return (
      <Card>
        <EmptyState
          title={text.file.numbersTitle}
          actions={
            <Button
              kind="primary"
              busy={planning.busy === "reading"}
              onClick={() => void planning.chooseNumbers()}
            >
              {text.file.choose}
            </Button>
          }
        >
          {text.file.numbersText}
        </EmptyState>
      </Card>
    );
  }
  const named = request.from_database !== "" && request.to_database !== "";
  const ready = named && preview.missing.length === 0 && planning.busy === null;
  async function check() {
    await planning.planNumbers(migrationNow().numbers.request);
    if (migrationNow().numbers.plan) onGo(3);
  }
  return (
    <>
      <Card title={text.numbers.settings}>
        <div className="about">
          <DatabaseField
            label={text.numbers.from}
            hint={text.numbers.fromHint}
            value={request.from_database}
            databases={databases}
            onDone={(from_database) => about({ from_database })}
          />
          <DatabaseField
            label={text.numbers.to}
            hint={text.numbers.toHint}
            value={request.to_database}
            databases={databases}
            onDone={(to_database) => about({ to_database })}
          />
          <Select
            label={text.numbers.kind}
            value={request.person_kind}
            options={Object.entries(text.kinds).map(([value, label]) => ({ value, label }))}
            onChange={(person_kind) => about({ person_kind })}
          />
          <DayField
            label={text.numbers.date}
            value={request.date || today}
            onChange={(date) => about({ date })}
          />
        </div>
        {named && request.from_database === request.to_database ? (
          <p className="warn-text">
            <span aria-hidden="true">● </span>
            {text.numbers.sameDatabase}
          </p>
        ) : null}
        <div className="row next-row">
          <span className="soft">{named ? "" : text.numbers.needDatabases}</span>
          <span className="grow" />
          {plan ? (
            <Button kind="primary" onClick={() => onGo(3)}>
              {text.numbers.toCheck}
            </Button>
          ) : (
            <Button
              kind="primary"
              disabled={!ready}
              busy={planning.busy === "planning"}
              onClick={() => void check()}
            >
              {text.numbers.check}
            </Button>
          )}
        </div>
      </Card>
      <Card className="file-card">
        <div className="row">
          <div className="grow">
            <FileFacts preview={preview} />
          </div>
          <Button small onClick={() => void planning.chooseNumbers()}>
            {text.file.other}
          </Button>
        </div>
        <Mapping preview={preview} onPreview={planning.mapNumbers} />
      </Card>
    </>
  );
}
