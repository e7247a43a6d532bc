import { Screen } from "../../shared";
import { nl } from "../../texts/nl";

export function PupilsScreen(_: { place: string }) {
  return <Screen title={nl.pupils.title}>{null}</Screen>;
}
