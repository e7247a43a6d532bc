import { useState } from "react";
import { nl } from "../texts/nl";
import { Checkbox } from "./Checkbox";
import { Field } from "./Field";

/** A secret to type, hidden until asked otherwise. */
export function Secret({
  label,
  value,
  onChange,
  hint,
  error,
  focus,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
  focus?: boolean;
}) {
  const [shown, setShown] = useState(false);
  return (
    <div className="stack tight">
      <Field
        label={label}
        type={shown ? "text" : "password"}
        value={value}
        onChange={onChange}
        hint={hint}
        error={error}
        autoFocus={focus}
        autoComplete="new-password"
        maxLength={200}
      />
      <Checkbox checked={shown} onChange={setShown}>
        {nl.session.passphrase.show}
      </Checkbox>
    </div>
  );
}
