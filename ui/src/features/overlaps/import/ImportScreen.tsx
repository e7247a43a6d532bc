/** Lists of enrolments elsewhere and of schools: read, understood, seen, then taken over. */
import { useLocation } from "wouter";
import { call } from "../../../backend";
import type { ElsewhereImport } from "../../../backend/generated/ElsewhereImport";
import type { ElsewhereImportRequest } from "../../../backend/generated/ElsewhereImportRequest";
import { useDo } from "../../../backend/queries";
import {
  Busy,
  Button,
  Card,
  Checkbox,
  EmptyState,
  Pill,
  ProblemMessage,
  Screen,
  Tabs,
  useSaid,
} from "../../../shared";
import { nl, remarkText } from "../../../texts/nl";
import { FileCard } from "../FileCard";
import { type Reading, useReading } from "../reading";
import { Rows } from "./Rows";

const words = nl.overlapLists;
const FIRST: ElsewhereImportRequest = {
  session: 0,
  leave_out: [],
  confirm: {},
  nobody: [],
  complete: false,
  apply: false,
};
const plan = (request: ElsewhereImportRequest) => call("elsewhere_import", request);

/** The part of the screen. */
export function ImportScreen() {
  const reading = useReading<ElsewhereImportRequest, ElsewhereImport>(FIRST, plan);
  const { preview } = reading;
  return (
    <Screen
      title={nl.overlaps.title}
      fill={reading.plan?.kind === "elsewhere" && preview?.missing.length === 0}
    >
      <Tabs label={nl.overlaps.title} tabs={nl.overlaps.tabs} current={nl.overlaps.tabs[1].path} />
      <ProblemMessage problem={reading.problem} />
      {preview ? <Read reading={reading} /> : <Begin reading={reading} />}
      {reading.busy ? (
        <Busy
          what={reading.busy === "reading" ? words.reading : words.planning}
          onStop={reading.stop}
        />
      ) : null}
    </Screen>
  );
}

type Lists = Reading<ElsewhereImportRequest, ElsewhereImport>;

function Begin({ reading }: { reading: Lists }) {
  return (
    <>
      {(["elsewhere", "schools"] as const).map((kind) => (
        <Card key={kind}>
          <EmptyState
            title={words[kind].title}
            actions={
              <Button
                kind={kind === "elsewhere" ? "primary" : "plain"}
                disabled={reading.busy !== null}
                onClick={() => void reading.choose(kind)}
              >
                {words[kind].choose}
              </Button>
            }
          >
            {words[kind].text}
          </EmptyState>
        </Card>
      ))}
    </>
  );
}

function Read({ reading }: { reading: Lists }) {
  const { preview, request, plan: made } = reading;
  if (!preview) return null;
  return (
    <>
      <FileCard
        preview={preview}
        planned={made !== null}
        onMap={reading.map}
        onForget={reading.forget}
      >
        {preview.kind === "elsewhere" ? (
          <div>
            <Checkbox
              checked={request.complete}
              disabled={Boolean(made?.batch)}
              onChange={(complete) => void reading.ask({ ...request, complete })}
            >
              {words.complete}
            </Checkbox>
            <p className="hint">{words.completeHint}</p>
          </div>
        ) : null}
      </FileCard>
      {made ? <Made reading={reading} made={made} /> : null}
    </>
  );
}

/** What the list does, row by row, and doing it. */
function Made({ reading, made }: { reading: Lists; made: ElsewhereImport }) {
  const [, go] = useLocation();
  const apply = useDo("elsewhere_import");
  const said = useSaid();
  const schools = made.kind === "schools";
  const applied = made.batch !== null;
  const nothing = made.new + made.changed + made.gone === 0;
  const run = () =>
    apply.mutate(
      { ...reading.request, apply: true },
      {
        onSuccess: (done) => {
          reading.done(done);
          said(
            schools
              ? words.schools.done(done.new + done.changed)
              : words.done(done.new, done.changed),
            done.batch,
          );
        },
      },
    );
  return (
    <>
      {made.refused.length > 0 ? (
        <div role="alert">
          <ul className="stack tight">
            {made.refused.slice(0, 5).map((remark) => (
              <li key={`${remark.row} ${remark.code}`} className="bad-text">
                {words.columns.row} {remark.row}: {remarkText(remark)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="row">
        <span className="soft">
          {schools
            ? words.schools.plan(made.new, made.changed, made.unchanged)
            : [
                made.came_back > 0 ? words.cameBack(made.came_back) : "",
                made.ours > 0 ? words.ours(made.ours) : "",
                made.skipped.length > 0 ? words.skipped(made.skipped.length) : "",
              ].join(" ")}
        </span>
        <span className="grow" />
        {applied ? (
          <>
            <Pill tone="good">{words.applied}</Pill>
            <Button kind="primary" onClick={() => go("/ook-elders")}>
              {words.toOverview}
            </Button>
          </>
        ) : (
          <>
            <span className={made.applicable ? "soft" : "warn-text"}>
              {made.applicable
                ? made.unmatched.length > 0
                  ? words.undecided(made.unmatched.length)
                  : nothing
                    ? words.nothing
                    : ""
                : words.blocked(made.refused.length)}
            </span>
            <Button
              kind="primary"
              disabled={!made.applicable || nothing || reading.busy !== null}
              busy={apply.isPending}
              onClick={run}
            >
              {schools ? words.schools.apply : words.apply}
            </Button>
          </>
        )}
      </div>
      {apply.isPending ? <Busy what={words.applying} onStop={reading.stop} /> : null}
      <ProblemMessage problem={apply.error} />
      {schools ? null : (
        <Rows
          plan={made}
          request={reading.request}
          applied={applied}
          onAsk={(request) => void reading.ask(request)}
        />
      )}
    </>
  );
}
