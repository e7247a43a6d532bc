import { useId } from "react";
import type { MergeField } from "../../backend/generated/MergeField";
import type { MergePreview } from "../../backend/generated/MergePreview";
import type { PupilField } from "../../backend/generated/PupilField";
import { Card } from "../../shared";
import { fieldText } from "../../shared/fieldText";
import { nl } from "../../texts/nl";
import { equal, fieldNames } from "./proposal";

const words = nl.merges.compare;

/** Fields that differ, with a choice for each; and those that are the same. */
export function FieldChoices(props: {
  plan: MergePreview;
  taken: ReadonlySet<PupilField>;
  onChoose: (field: PupilField, theirs: boolean) => void;
}) {
  const { plan, taken, onChoose } = props;
  const same = equal(plan);
  return (
    <Card title={words.fields}>
      <div className="stack tight">
        {plan.fields.length > 0 ? (
          <>
            <p className="soft">{words.fieldsText}</p>
            {plan.fields.map((one) => (
              <Field
                key={one.field}
                one={one}
                theirs={taken.has(one.field)}
                onChoose={(theirs) => onChoose(one.field, theirs)}
              />
            ))}
          </>
        ) : (
          <p>{words.noFields}</p>
        )}
        {same.length > 0 ? <p className="soft">{words.equal(fieldNames(same))}</p> : null}
      </div>
    </Card>
  );
}

function Field(props: { one: MergeField; theirs: boolean; onChoose: (theirs: boolean) => void }) {
  const { one, theirs, onChoose } = props;
  const id = useId();
  const option = (value: string, where: string, isTheirs: boolean) => (
    <label className="choice-option">
      <input
        type="radio"
        name={id}
        checked={theirs === isTheirs}
        onChange={() => onChoose(isTheirs)}
      />
      <span>
        <span className="strong">{fieldText(one.field, value) || nl.shared.empty}</span>
        <span className="hint">{where}</span>
      </span>
    </label>
  );
  return (
    <div className="merge-field" role="radiogroup" aria-labelledby={id}>
      <span className="label" id={id}>
        {nl.shared.fields[one.field] ?? one.field}
      </span>
      {option(one.to, words.stays, false)}
      {option(one.from, words.goes, true)}
    </div>
  );
}
