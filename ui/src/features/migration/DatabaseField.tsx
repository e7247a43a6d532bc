import { useState } from "react";
import { Field } from "../../shared";

/** Name of a database, proposed from the ones that were seen; asked again when the field is left. */
export function DatabaseField(props: {
  label: string;
  hint?: string;
  value: string;
  databases: readonly string[];
  onDone: (value: string) => void;
}) {
  const { label, hint, value, databases, onDone } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const others = databases.filter((one) => one !== value);
  const done = () => {
    if (typed !== null && typed.trim() !== value) onDone(typed.trim());
    setTyped(null);
  };
  return (
    <div className="database-field">
      <Field
        label={label}
        hint={hint}
        value={typed ?? value}
        maxLength={60}
        onChange={setTyped}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === "Enter") done();
        }}
      />
      {others.length > 0 ? (
        <div className="row">
          {others.slice(0, 4).map((one) => (
            <button key={one} type="button" className="text-button" onClick={() => onDone(one)}>
              {one}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
