import { useRef } from "react";
import type { Contact } from "../../../backend/generated/Contact";
import { Button, Field, Suggest } from "../../../shared";
import { nl } from "../../../texts/nl";
import { useWizard } from "./context";
import { type FormContact, withAnother } from "./form";
import { useSaidAt } from "./said";

const words = nl.enrol.contact;

/** Whom the school calls. */
export function ContactStep() {
  const { form, set } = useWizard();
  const said = useSaidAt("contacts", "");
  const add = useRef<HTMLButtonElement>(null);
  const remove = (id: number) => {
    set((now) => ({ ...now, contacts: now.contacts.filter((row) => row.id !== id) }));
    // The button that was pressed goes away with its contact.
    add.current?.focus();
  };
  return (
    <>
      {form.contacts.map((row, index) => (
        <OneContact key={row.id} row={row} number={index + 1} onRemove={() => remove(row.id)} />
      ))}
      {said.error ? <div className="field-error">{said.error}</div> : null}
      <div>
        <Button
          ref={add}
          small
          onClick={() => set((now) => ({ ...now, contacts: withAnother(now.contacts) }))}
        >
          {words.add}
        </Button>
      </div>
    </>
  );
}

function OneContact(props: { row: FormContact; number: number; onRemove: () => void }) {
  const { form, set, choices } = useWizard();
  const { id, contact } = props.row;
  const put = (change: Partial<Contact>) =>
    set((now) => ({
      ...now,
      contacts: now.contacts.map((row) =>
        row.id === id ? { ...row, contact: { ...row.contact, ...change } } : row,
      ),
    }));
  const field = (name: Exclude<keyof Contact, "relation">, className?: string) => (
    <Field
      label={words[name]}
      className={className}
      value={contact[name]}
      maxLength={200}
      inputMode={name === "email" ? "email" : name.endsWith("phone") ? "tel" : undefined}
      onChange={(text) => put({ [name]: text })}
    />
  );
  return (
    <fieldset className="enrol-fields">
      <legend className="strong">{words.title(props.number)}</legend>
      <Suggest
        className="wide"
        label={words.relation}
        value={contact.relation}
        hint={words.relationHint}
        suggestions={(choices?.relations ?? []).map((value) => ({ value }))}
        onChange={(relation) => put({ relation })}
      />
      {field("last_name")}
      {field("first_name")}
      {field("phone")}
      {field("second_phone")}
      {field("email", "wide")}
      {field("remark", "wide")}
      {form.contacts.length > 1 ? (
        <div className="wide">
          <Button
            small
            kind="quiet"
            aria-label={words.remove(props.number)}
            onClick={props.onRemove}
          >
            {words.removeShort}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
