import { useDo } from "../../backend/queries";
import { Busy, Button, Card, Pill, ProblemMessage } from "../../shared";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";

/** Whether the file, what the lists show and every entry are sound. */
export function Check() {
  const words = nl.settings.check;
  const check = useDo("maintain");
  const found = check.data?.check;
  const sound = found?.file_sound && found.views_equal && found.ops_sound;
  return (
    <Card
      title={words.title}
      actions={
        <Button busy={check.isPending} onClick={() => check.mutate({ what: "check" })}>
          {words.now}
        </Button>
      }
    >
      <div className="stack">
        <p className="soft">{words.text}</p>
        {check.isPending ? <Busy what={words.busy} /> : null}
        <ProblemMessage problem={check.error} />
        {found ? (
          <div className="row" role="status">
            <Pill tone={found.file_sound ? "good" : "bad"}>
              {found.file_sound ? words.file : words.fileBad}
            </Pill>
            <Pill tone={found.views_equal ? "good" : "bad"}>
              {found.views_equal ? words.views : words.viewsBad}
            </Pill>
            <Pill tone={found.ops_sound ? "good" : "bad"}>
              {(found.ops_sound ? words.ops : words.opsBad)(number(found.ops))}
            </Pill>
          </div>
        ) : null}
        {found && !sound ? <p className="notice warn">{words.what}</p> : null}
      </div>
    </Card>
  );
}
