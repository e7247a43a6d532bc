import { Screen } from "../../shared";
import { nl } from "../../texts/nl";

export function MigrationScreen() {
  return <Screen title={nl.migration.title}>{null}</Screen>;
}
