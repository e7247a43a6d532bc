/** Afdrukken en bestanden: registers and lists on paper and in files. */
import { useRead } from "../../backend/queries";
import { Screen, Tabs } from "../../shared";
import { nl } from "../../texts/nl";
import { ExportPart } from "./ExportPart";
import { ImportPart } from "./ImportPart";
import { ReportForm } from "./ReportForm";

const words = nl.reports;

/** The screen. `place`: which of its parts. */
export function ReportsScreen({ place }: { place: string }) {
  const today = useRead("session_state", {}).data?.today;
  const path = words.tabs.find((tab) => tab.path === `/afdrukken/${place}`)?.path ?? "/afdrukken";
  return (
    <Screen title={words.title}>
      <Tabs label={words.title} tabs={words.tabs} current={path} />
      {today && path === "/afdrukken" ? <ReportForm today={today} /> : null}
      {today && path === "/afdrukken/informat" ? <ExportPart today={today} /> : null}
      {path === "/afdrukken/inlezen" ? <ImportPart /> : null}
    </Screen>
  );
}
