/** Discimus: what waits to be sent, what was refused, what is proposed, and the link itself. */
import { useRead } from "../../backend/queries";
import { Busy, Button, ProblemMessage, Screen, Tabs } from "../../shared";
import { nl } from "../../texts/nl";
import { LinkBar } from "./LinkBar";
import { LinkSettings } from "./LinkSettings";
import { Proposals } from "./Proposals";
import { Queue } from "./Queue";
import { wrongOf } from "./queue";

const words = nl.discimus;

/** The screen. `place`: empty for the queue, `voorstellen`, or `koppeling`. */
export function DiscimusScreen({ place }: { place: string }) {
  const answer = useRead("discimus", { pupil: null });
  const path = words.tabs.find((tab) => tab.path === `/discimus/${place}`)?.path;
  const current = path ?? words.tabs[0].path;
  const { data } = answer;
  const settings = current === words.tabs[2].path;
  return (
    <Screen
      title={words.title}
      subtitle={data ? words.subtitle(waitsOf(data.counts), wrongOf(data.counts)) : null}
      fill={!settings}
    >
      <Tabs label={words.title} tabs={words.tabs} current={current} />
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {data ? <LinkBar link={data.link} /> : null}
      {data && settings ? (
        <LinkSettings key={JSON.stringify(data.link.settings)} was={data.link.settings} />
      ) : null}
      {data && current === words.tabs[1].path ? <Proposals rows={data.proposals} /> : null}
      {data && current === words.tabs[0].path ? <Queue answer={data} /> : null}
    </Screen>
  );
}

function waitsOf(counts: Parameters<typeof wrongOf>[0]): number {
  return counts
    .filter(({ status }) => status === "to_send" || status === "sending")
    .reduce((sum, one) => sum + one.count, 0);
}
