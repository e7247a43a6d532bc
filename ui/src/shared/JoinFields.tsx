import type { JoinRequest } from "../backend/generated/JoinRequest";
import { nl } from "../texts/nl";
import { Checkbox } from "./Checkbox";
import { Field } from "./Field";

const words = nl.sync.join;
/** Letters and digits of a code. */
const LETTERS = 12;
const letters = (code: string) => code.replace(/[^0-9a-z]/gi, "").length;

/** Nothing typed yet. */
export const NOWHERE: JoinRequest = { address: "", code: "", own_ca: false };

/** Whether it can be asked. */
export const joinFits = ({ address, code }: JoinRequest) =>
  address.trim() !== "" && letters(code) === LETTERS;

/** Address of the server, the administrator's code, and a board with a certificate of its own. */
export function JoinFields(props: { value: JoinRequest; onChange: (value: JoinRequest) => void }) {
  const { value, onChange } = props;
  return (
    <>
      <Field
        label={words.address}
        value={value.address}
        inputMode="url"
        maxLength={200}
        hint={words.addressHint}
        onChange={(address) => onChange({ ...value, address })}
      />
      <Field
        className="short"
        label={words.code}
        value={value.code}
        maxLength={24}
        hint={words.codeHint}
        error={letters(value.code) > LETTERS ? words.codeWrong : undefined}
        onChange={(code) => onChange({ ...value, code })}
      />
      <div>
        <Checkbox checked={value.own_ca} onChange={(own_ca) => onChange({ ...value, own_ca })}>
          {words.ownCa}
        </Checkbox>
        <p className="hint">{words.ownCaHint}</p>
      </div>
    </>
  );
}
