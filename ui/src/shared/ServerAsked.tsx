import { asProblem } from "../backend";
import { nl } from "../texts/nl";
import { Busy } from "./Busy";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";
import { ProblemMessage } from "./ProblemMessage";

interface Why {
  title: string;
  text: string;
}

/** What stands on a screen of the server's as long as it has no answer: who works alone, or may not see it, is taught. */
export function ServerAsked(props: {
  asked: { isPending: boolean; error: unknown };
  words: { loading: string; alone: Why; forbidden: Why };
  onAgain: () => void;
}) {
  const { asked, words, onAgain } = props;
  if (asked.isPending) return <Busy what={words.loading} />;
  if (!asked.error) return null;
  const problem = asProblem(asked.error);
  const isForbidden =
    problem.code === "server_failed" && ["forbidden", "sign_in"].includes(problem.values.why ?? "");
  const why = problem.code === "not_joined" ? words.alone : isForbidden ? words.forbidden : null;
  if (why) return <EmptyState title={why.title}>{why.text}</EmptyState>;
  return (
    <ProblemMessage
      problem={problem}
      actions={<Button onClick={onAgain}>{nl.shared.again}</Button>}
    />
  );
}
