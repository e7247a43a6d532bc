import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import { Button, Card } from "../../../shared";
import { nl } from "../../../texts/nl";

const words = nl.enrolmentFile.personal;

/** Where the pupil lives, and whom the school calls. */
export function Personal({ file, onChange }: { file: EnrolmentFile; onChange: () => void }) {
  const { address, contacts, nationality } = file;
  const street = address
    ? [address.street, address.number, address.postbox].filter(Boolean).join(" ")
    : "";
  const place = address
    ? [address.postcode, address.municipality, address.country].filter(Boolean).join(" ")
    : "";
  return (
    <Card
      title={words.title}
      actions={
        <Button small aria-label={words.changeAll} onClick={onChange}>
          {words.change}
        </Button>
      }
    >
      <dl className="pairs">
        <div>
          <dt>{words.address}</dt>
          <dd>
            {[street, place].filter(Boolean).join(", ") || (
              <span className="soft">{words.none}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.nationality}</dt>
          <dd>{nationality || <span className="soft">{words.none}</span>}</dd>
        </div>
        {contacts.map(({ key, contact }, index) => (
          <div key={key}>
            <dt>{contact.relation || nl.enrol.contact.title(index + 1)}</dt>
            <dd>
              {[
                `${contact.last_name} ${contact.first_name}`.trim(),
                contact.phone,
                contact.second_phone,
                contact.email,
                contact.remark,
              ]
                .filter(Boolean)
                .join(" · ")}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
