import { Tabs } from "../../shared";
import { nl } from "../../texts/nl";

/** The parts of Inschrijven. */
export function EnrolTabs({ current }: { current: (typeof nl.enrol.tabs)[number]["path"] }) {
  return <Tabs label={nl.enrol.title} tabs={nl.enrol.tabs} current={current} />;
}
