import { Screen } from "../../shared";
import { nl } from "../../texts/nl";

export function ScanningScreen() {
  return <Screen title={nl.scanning.title}>{null}</Screen>;
}
