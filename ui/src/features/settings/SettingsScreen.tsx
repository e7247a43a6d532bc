import { Screen } from "../../shared";
import { nl } from "../../texts/nl";

export function SettingsScreen() {
  return <Screen title={nl.settings.title}>{null}</Screen>;
}
