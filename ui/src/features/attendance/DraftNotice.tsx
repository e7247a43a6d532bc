import type { WeekRow } from "../../backend/generated/WeekRow";
import { Button } from "../../shared";
import { nl } from "../../texts/nl";
import type { Drafts } from "./drafts";
import { fullName, halfDayText } from "./words";

/** Says where a remark stands that was typed and not kept, for instance before a power cut. */
export function DraftNotice(props: {
  drafts: Drafts;
  rows: readonly WeekRow[];
  /** The cell in which somebody is typing now. */
  except: string;
  onShow: (key: string) => void;
}) {
  const words = nl.attendance;
  const key = Object.keys(props.drafts).find((one) => one !== props.except);
  const [pupil, day, half] = key?.split("|") ?? [];
  const row = props.rows.find((one) => one.pupil === pupil);
  if (!key || !row || !day || (half !== "VM" && half !== "NM")) return null;
  return (
    <div className="notice warn row" role="status">
      <span>{words.drafts(fullName(row), halfDayText({ day, half }))}</span>
      <Button small onClick={() => props.onShow(key)}>
        {words.draftsShow}
      </Button>
    </div>
  );
}
