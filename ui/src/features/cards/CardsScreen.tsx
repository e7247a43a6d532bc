import { Screen } from "../../shared";
import { nl } from "../../texts/nl";

export function CardsScreen() {
  return <Screen title={nl.cards.title}>{null}</Screen>;
}
