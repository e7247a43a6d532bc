import type { BoardDevice } from "../../backend/generated/BoardDevice";
import type { UndoAnswer } from "../../backend/generated/UndoAnswer";
import { useDo } from "../../backend/queries";
import { Button, ProblemMessage, useToast } from "../../shared";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.board.came.back;

/** Takes back all that came from a laptop since a day (sync.md 15); first says what that would do. */
export function TakeBack(props: { device: BoardDevice; since: string }) {
  const { device, since } = props;
  const toast = useToast();
  const ask = useDo("board");
  const carryOut = useDo("board");
  const would = !carryOut.isSuccess && ask.data?.shows === "back" ? ask.data : null;
  const request = { what: "take_back", device: device.device, since } as const;
  const take = () =>
    carryOut.mutate(
      { ...request, sure: true },
      {
        onSuccess: (board) =>
          board.shows === "back" && toast({ tone: "good", text: words.done(counted(board)) }),
      },
    );
  return (
    <section className="stack tight" aria-label={words.title}>
      <p className="hint">{words.hint}</p>
      {would ? (
        <>
          <p role="status">
            {would.undone > 0 ? words.would(counted(would)) : words.nothing}
            {would.kept > 0 ? ` ${words.kept(number(would.kept))}` : ""}
          </p>
          <div className="row">
            {would.undone > 0 ? (
              <Button kind="danger" busy={carryOut.isPending} onClick={take}>
                {words.yes(counted(would))}
              </Button>
            ) : null}
            <Button kind="quiet" onClick={() => ask.reset()}>
              {nl.shared.cancel}
            </Button>
          </div>
        </>
      ) : (
        <div className="row">
          <Button
            busy={ask.isPending}
            onClick={() => {
              carryOut.reset();
              ask.mutate({ ...request, sure: false });
            }}
          >
            {words.ask}
          </Button>
        </div>
      )}
      <ProblemMessage problem={ask.error ?? carryOut.error} />
    </section>
  );
}

const counted = ({ undone }: UndoAnswer) => nl.app.changes(number(undone), undone === 1);
