/** Afdrukken en bestanden: registers and lists on paper and in files. */
import { useRead } from "../../backend/queries";
import { Screen, Tabs } from "../../shared";
import { nl } from "../../texts/nl";
import { ExportPart } from "./ExportPart";
import { ImportPart } from "./ImportPart";
import { ReportForm } from "./ReportForm";
import type { Wanted } from "./request";

const words = nl.reports;

/** The screen. `place`: which of its parts. */
export function ReportsScreen({ place }: { place: string }) {
  const today = useRead("session_state", {}).data?.today;
  const path = words.tabs.find((tab) => tab.path === `/afdrukken/${place}`)?.path ?? "/afdrukken";
  return (
    <Screen title={words.title}>
      <Tabs label={words.title} tabs={words.tabs} current={path} />
      {today && path === "/afdrukken" ? (
        <ReportForm key={place} today={today} start={startOf(place)} />
      ) : null}
      {today && path === "/afdrukken/informat" ? <ExportPart today={today} /> : null}
      {path === "/afdrukken/inlezen" ? <ImportPart /> : null}
    </Screen>
  );
}

/** `stand/2027-02-01`: the list of who is enrolled on that day; `register`: that of enrolments. */
function startOf(place: string): Partial<Wanted> {
  const day = /^stand\/(\d{4}-\d{2}-\d{2})$/.exec(place)?.[1];
  if (day) return { kind: "members", day };
  return place === "register" ? { kind: "enrolment_register" } : {};
}
