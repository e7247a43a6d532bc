import { Button } from "../../shared";
import type { Drafts } from "../../shared/drafts";
import { nl } from "../../texts/nl";
import { halfDayText } from "./words";

/** Says where a remark stands that was typed and not kept, for instance before a power cut. */
export function DraftNotice(props: {
  drafts: Drafts;
  nameOf: (pupil: string) => string | null;
  /** The cell in which somebody is typing now. */
  except: string;
  onShow: (key: string) => void;
}) {
  const words = nl.attendance;
  const key = Object.keys(props.drafts).find((one) => one !== props.except);
  const [pupil, day, half] = key?.split("|") ?? [];
  const name = pupil ? props.nameOf(pupil) : null;
  if (!key || !name || !day || (half !== "VM" && half !== "NM")) return null;
  return (
    <div className="notice warn row" role="status">
      <span>{words.drafts(name, halfDayText({ day, half }))}</span>
      <Button small onClick={() => props.onShow(key)}>
        {words.draftsShow}
      </Button>
    </div>
  );
}
