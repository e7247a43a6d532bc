import { CompareScreen } from "./CompareScreen";
import { DoublesScreen } from "./DoublesScreen";
import { FindScreen } from "./FindScreen";
import { PartScreen } from "./PartScreen";
import type { MergesPlace } from "./place";

/** Who could be entered twice, and merging them. */
export function MergesScreen({ place }: { place: MergesPlace }) {
  switch (place.what) {
    case "doubles":
      return <DoublesScreen />;
    case "compare":
      return (
        <CompareScreen key={`${place.one} ${place.other}`} one={place.one} other={place.other} />
      );
    case "find":
      return <FindScreen key={place.pupil} pupil={place.pupil} />;
    case "part":
      return <PartScreen key={place.from} from={place.from} />;
  }
}
