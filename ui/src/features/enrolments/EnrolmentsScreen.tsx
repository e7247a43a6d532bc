import { MoveScreen } from "./move/MoveScreen";
import { NewYearScreen } from "./new_year/NewYearScreen";
import { RestructureScreen } from "./new_year/RestructureScreen";
import { StateScreen } from "./state/StateScreen";
import { WizardScreen } from "./wizard/WizardScreen";

/** Inschrijven and what belongs to it. `place`: which part, or `leerling/` and whom to enrol. */
export function EnrolmentsScreen({ place }: { place: string }) {
  switch (place) {
    case "verplaatsen":
      return <MoveScreen />;
    case "stand":
      return <StateScreen />;
    case "schooljaar":
      return <NewYearScreen />;
    case "instellingsnummer":
      return <RestructureScreen />;
    default:
      return <WizardScreen pupil={/^leerling\/(.+)$/.exec(place)?.[1] ?? null} />;
  }
}
