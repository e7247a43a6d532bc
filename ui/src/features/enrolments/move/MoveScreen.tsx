import type { EnrolmentRemark } from "../../../backend/generated/EnrolmentRemark";
import type { MoveRow } from "../../../backend/generated/MoveRow";
import type { MoveVerdict } from "../../../backend/generated/MoveVerdict";
import { useRead } from "../../../backend/queries";
import {
  Button,
  Card,
  type Column,
  keptLike,
  Pill,
  ProblemMessage,
  Restored,
  Screen,
  Select,
  Table,
  type Tone,
  useFormDraft,
} from "../../../shared";
import { nextWeekday } from "../../../shared/days";
import { number } from "../../../shared/format";
import { setMoving, useMoving } from "../../../shared/moving";
import { nl, problemText } from "../../../texts/nl";
import { enrolmentRemarkText } from "../../../texts/nl/enrolment_remarks";
import { EnrolTabs } from "../EnrolTabs";
import { RemarkLines } from "../RemarkLines";
import { goesSomewhere, MoveCounts, moveRequest, TargetFields } from "./MoveForm";
import { placeCodes } from "./places";
import { useMove } from "./useMove";

const words = nl.enrolmentFile.moving;
const TONES: Record<MoveVerdict, Tone> = { moves: "good", unchanged: "quiet", refused: "bad" };

/** The form as it opens: `of` is the class. */
const NOTHING = { of: "", on: "", group: "", location: "", class: "" };

/** A class or several pupils to another group, location or class. */
export function MoveScreen() {
  const today = useRead("session_state", {}).data?.today ?? "";
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices ?? null;
  const pupils = useMoving();
  const draft = useFormDraft("move", NOTHING, keptLike(NOTHING));
  const { of, ...typed } = draft.form;
  const put = (change: Partial<typeof NOTHING>) => draft.set((now) => ({ ...now, ...change }));
  const target = { ...typed, on: typed.on || nextWeekday(today) };
  const somebody = of !== "" || pupils.length > 0;
  const request =
    somebody && today && goesSomewhere(target) ? moveRequest(target, pupils, of) : null;
  const move = useMove(request, () => {
    setMoving([]);
    draft.clear();
  });
  const { plan } = move;
  return (
    <Screen
      fill
      title={words.title}
      subtitle={words.subtitle}
      actions={
        <Button kind="primary" busy={move.busy} disabled={!move.ready} onClick={move.run}>
          {words.apply(number(plan?.moves ?? 0), plan?.moves === 1)}
        </Button>
      }
    >
      <EnrolTabs current="/inschrijven/verplaatsen" />
      <Restored draft={draft} />
      <Card>
        <div className="move-fields">
          <div className="stack tight">
            <Select
              label={words.wholeClass}
              value={of}
              onChange={(of) => put({ of })}
              hint={pupils.length > 0 ? undefined : words.chooseHint}
              options={[
                { value: "", label: words.noClass },
                ...(choices?.classes ?? []).map((value) => ({ value, label: value })),
              ]}
            />
            {pupils.length > 0 ? (
              <div className="row">
                <Pill tone="info">{words.chosen(number(pupils.length), pupils.length === 1)}</Pill>
                <Button small onClick={() => setMoving([])}>
                  {words.forget}
                </Button>
              </div>
            ) : null}
          </div>
          <TargetFields target={target} choices={choices} onChange={put} />
        </div>
      </Card>
      <ProblemMessage problem={move.problem} />
      {request && plan ? (
        <>
          <MoveCounts plan={plan} />
          <RemarkLines remarks={different(plan.rows)} />
          <div className="pupils-table">
            <Table
              label={words.title}
              rows={plan.rows}
              columns={COLUMNS}
              rowKey={(row) => row.pupil.id}
              searchText={(row) => row.pupil.last_name}
            />
          </div>
        </>
      ) : (
        <p className="soft">{request ? words.planning : words.nobody}</p>
      )}
    </Screen>
  );
}

/** What the rules say of these, each once. */
function different(rows: readonly MoveRow[]): EnrolmentRemark[] {
  const all = rows.flatMap((row) => row.remarks);
  return [...new Map(all.map((remark) => [JSON.stringify(remark), remark])).values()];
}

const COLUMNS: Column<MoveRow>[] = [
  {
    key: "name",
    header: words.columns.name,
    width: "minmax(160px, 1.4fr)",
    render: ({ pupil }) => (
      <>
        <span className="strong">{pupil.last_name}</span> {pupil.first_name}
      </>
    ),
  },
  {
    key: "was",
    header: words.columns.was,
    width: "minmax(160px, 1.4fr)",
    render: (row) => <span className="nums">{placeCodes(row.was)}</span>,
  },
  {
    key: "now",
    header: words.columns.now,
    width: "minmax(160px, 1.4fr)",
    render: (row) => <span className="nums">{placeCodes(row.now)}</span>,
  },
  {
    key: "what",
    header: words.columns.what,
    width: "minmax(200px, 2fr)",
    render: (row) => (
      <>
        <Pill tone={TONES[row.verdict]}>{words.verdicts[row.verdict]}</Pill>{" "}
        <span className="soft">
          {row.problem
            ? problemText(row.problem)
            : row.remarks.map((remark) => enrolmentRemarkText(remark.kind)).join(" ")}
        </span>
      </>
    ),
  },
];
