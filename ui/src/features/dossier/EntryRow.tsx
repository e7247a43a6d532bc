import type { Dossier } from "../../backend/generated/Dossier";
import type { DossierRow } from "../../backend/generated/DossierRow";
import { Button, Pill, SendPill } from "../../shared";
import { dateTime } from "../../shared/format";
import { nl } from "../../texts/nl";
import { dossierRemarkText } from "../../texts/nl/dossier";
import { AdmissionPill } from "./AdmissionPill";
import { meaningOf, textOf } from "./entries";

const words = nl.dossier;

/** One entry with what is remarkable, where it stands on its way, and what it was before. */
export function EntryRow(props: { row: DossierRow; dossier: Dossier; onChange?: () => void }) {
  const { row, dossier, onChange } = props;
  const [title, about] = textOf(row.entry, dossier);
  const meaning = meaningOf(row.entry, dossier);
  return (
    <li className="stack tight">
      <div className="line">
        <span className="strong">{title}</span>
        {meaning ? <AdmissionPill meaning={meaning} /> : null}
        {row.sent ? <SendPill status={row.sent} /> : null}
      </div>
      {about ? <div className="soft">{about}</div> : null}
      {row.remarks.length > 0 ? (
        <ul className="remarks">
          {row.remarks.map((remark) => (
            <li key={JSON.stringify(remark.kind)}>
              <Pill tone={remark.refuses ? "bad" : "warn"}>
                {remark.refuses ? words.refusal : words.warning}
              </Pill>{" "}
              {dossierRemarkText(remark.kind)}
              {remark.source.title ? (
                <span className="hint">
                  {words.source}: {remark.source.title}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="row">
        {onChange ? (
          <Button small kind="quiet" aria-label={words.changeOf(title)} onClick={onChange}>
            {words.change}
          </Button>
        ) : null}
      </div>
      {row.history.length > 1 ? (
        <details>
          <summary className="soft">{words.history}</summary>
          <ul>
            {row.history.map(({ op, at, by, now }) => (
              <li key={op} className="line">
                <span>{now ? textOf(now, dossier).join(" · ") : words.gone}</span>
                <span className="soft nums">{words.historyLine(dateTime(at), by)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}
