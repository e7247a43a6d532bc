import { nl } from "../texts/nl";
import { Tabs } from "./Tabs";

/** The parts of the file of a pupil. */
export function PupilTabs({
  pupil,
  current,
}: {
  pupil: string;
  current: "inschrijvingen" | "dossier";
}) {
  const words = nl.enrolmentFile;
  const tabs = [
    { path: `/leerlingen/${pupil}/inschrijvingen`, label: words.tabs.enrolments },
    { path: `/leerlingen/${pupil}/dossier`, label: words.tabs.dossier },
  ];
  return <Tabs label={words.label} tabs={tabs} current={`/leerlingen/${pupil}/${current}`} />;
}
