import type { OfficialCode } from "../../backend/generated/OfficialCode";
import { Key } from "../../shared";
import { nl } from "../../texts/nl";
import { type Codes, keyOf, subcodes } from "./codes";
import type { Cursor } from "./keys";

/** Which letters there are; right after a letter its subcodes, while picking what to type. */
export function KeyLegend(props: {
  codes: Codes;
  /** Official codes that somebody here may get. */
  allowed: readonly OfficialCode[];
  /** Who stands at the cursor. */
  name: string;
  cursor: Cursor;
  /** There is only one pupil. */
  noPick?: boolean;
}) {
  const { codes, allowed, name, cursor, noPick } = props;
  const words = nl.attendance.keys;
  const { pending, pick } = cursor;
  const under = pending ? subcodes(codes, pending.letter) : [];
  if (pending && under.length > 0) {
    return (
      <div className="key-legend hinted">
        <span>{words.sub(pending.letter)}</span>
        {under
          .filter((local) => local.code.slice(1).startsWith(pending.typed))
          .map((local) => (
            <span key={local.code}>
              <Key>{local.code.slice(1)}</Key> {local.label}
            </span>
          ))}
      </div>
    );
  }
  if (pick !== "off" && !noPick) {
    return (
      <div className="key-legend hinted">
        <span>{pick === "pupil" ? words.picking : words.pickCode(name)}</span>
        <span>
          <Key>Esc</Key> {words.escape}
        </span>
      </div>
    );
  }
  const may = new Set<string>(allowed);
  const shown = codes.filter(
    (local) =>
      local.code.length === 1 &&
      keyOf(codes, local.code) === local.code &&
      (local.meaning.as !== "absent" || may.has(local.code)),
  );
  return (
    <div className="key-legend">
      {shown.map((local) => (
        <span key={local.code}>
          <Key>{local.code}</Key> {nl.attendance.short[local.code] ?? local.label}
        </span>
      ))}
      {noPick ? null : (
        <span>
          <Key>F3</Key> {words.pick}
        </span>
      )}
    </div>
  );
}
