import type { Contact } from "../../../backend/generated/Contact";
import { Button, Field, Suggest } from "../../../shared";
import { nl } from "../../../texts/nl";
import { useWizard } from "./context";
import { EMPTY_CONTACT } from "./form";
import { useSaidAt } from "./said";

const words = nl.enrol.contact;

/** Whom the school calls. */
export function ContactStep() {
  const { form, set } = useWizard();
  const said = useSaidAt("contacts", "");
  return (
    <>
      {form.contacts.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new contact has nothing but its place
        <OneContact key={index} index={index} contact={row.contact} />
      ))}
      {said.error ? <div className="field-error">{said.error}</div> : null}
      <div>
        <Button
          small
          onClick={() => set((now) => ({ ...now, contacts: [...now.contacts, EMPTY_CONTACT] }))}
        >
          {words.add}
        </Button>
      </div>
    </>
  );
}

function OneContact({ index, contact }: { index: number; contact: Contact }) {
  const { form, set, choices } = useWizard();
  const put = (change: Partial<Contact>) =>
    set((now) => ({
      ...now,
      contacts: now.contacts.map((row, at) =>
        at === index ? { ...row, contact: { ...row.contact, ...change } } : row,
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
      <legend className="strong">{words.title(index + 1)}</legend>
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
            aria-label={words.remove(index + 1)}
            onClick={() =>
              set((now) => ({ ...now, contacts: now.contacts.filter((_, at) => at !== index) }))
            }
          >
            {words.removeShort}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
