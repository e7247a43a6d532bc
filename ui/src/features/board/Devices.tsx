import { useState } from "react";
import type { BoardDevice } from "../../backend/generated/BoardDevice";
import {
  Button,
  Card,
  Checkbox,
  Choice,
  Field,
  Form,
  FormFoot,
  Pill,
  PlainTable,
  ProblemMessage,
  useToast,
} from "../../shared";
import { whenShort } from "../../shared/format";
import { nl } from "../../texts/nl";
import type { Acting } from "./BoardScreen";

const words = nl.board.devices;

/** Laptops of the school: a new one, one that is struck off, one that may come back. */
export function Devices(props: {
  devices: BoardDevice[];
  acting: Acting;
  today: string;
  /** What came from a laptop is asked. */
  onCame: (device: BoardDevice) => void;
}) {
  const { devices, acting, today, onCame } = props;
  const [open, setOpen] = useState<"new" | BoardDevice | null>(null);
  const toast = useToast();
  return (
    <Card
      title={words.title}
      actions={<Button onClick={() => setOpen("new")}>{nl.board.code.open}</Button>}
    >
      <div className="stack">
        {open === "new" ? <NewCode acting={acting} onDone={() => setOpen(null)} /> : null}
        {open && open !== "new" ? (
          <Revoke key={open.device} device={open} acting={acting} onDone={() => setOpen(null)} />
        ) : (
          <ProblemMessage problem={acting.problem} />
        )}
        {devices.length === 0 ? <p>{words.none}</p> : null}
        {devices.length > 0 ? (
          <PlainTable
            columns={[
              words.label,
              words.contact,
              words.waiting,
              words.state,
              { hidden: words.acts },
            ]}
          >
            {devices.map((one) => (
              <tr key={one.device}>
                <td>
                  {one.label} {one.here ? <Pill tone="info">{words.here}</Pill> : null}
                </td>
                <td className="nums">{whenShort(one.last_contact, today) || words.never}</td>
                <td className="nums">
                  {one.waiting === null ? words.unknown : words.entries(one.waiting)}
                </td>
                <td>
                  <Pill tone={one.state === "active" ? "good" : "warn"}>
                    {words.states[one.state] ?? one.state}
                  </Pill>
                </td>
                <td className="right">
                  {one.here ? null : (
                    <Button
                      small
                      kind="quiet"
                      aria-label={words.cameOf(one.label)}
                      onClick={() => onCame(one)}
                    >
                      {words.came}
                    </Button>
                  )}
                  {one.state !== "active" ? (
                    <Button
                      small
                      aria-label={words.admitOne(one.label)}
                      onClick={() =>
                        acting.run({ what: "admit", device: one.device }, () =>
                          toast({ tone: "good", text: words.admitted(one.label) }),
                        )
                      }
                    >
                      {words.admit}
                    </Button>
                  ) : one.here ? null : (
                    <Button
                      small
                      aria-label={words.revokeOne(one.label)}
                      onClick={() => setOpen(one)}
                    >
                      {words.revoke}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </PlainTable>
        ) : null}
      </div>
    </Card>
  );
}

function NewCode({ acting, onDone }: { acting: Acting; onDone: () => void }) {
  const [label, setLabel] = useState("");
  return (
    <Form
      onSubmit={() => {
        if (label.trim()) acting.run({ what: "code", label: label.trim() }, onDone);
      }}
    >
      <Field
        label={nl.board.code.label}
        hint={nl.board.code.hint}
        value={label}
        onChange={setLabel}
        maxLength={100}
        autoFocus
      />
      <FormFoot
        act={nl.board.code.make}
        busy={acting.busy}
        ready={label.trim() !== ""}
        onCancel={onDone}
      />
    </Form>
  );
}

/** Confirmed in words: Enter alone does it only once the name of the laptop stands there. */
function Revoke(props: { device: BoardDevice; acting: Acting; onDone: () => void }) {
  const { device, acting, onDone } = props;
  const texts = nl.board.revoking;
  const toast = useToast();
  const [action, setAction] = useState<"lock" | "wipe">("lock");
  const [accept, setAccept] = useState(false);
  const [typed, setTyped] = useState("");
  const sure = typed.trim() === device.label;
  return (
    <section className="notice warn" aria-label={texts.title(device.label)}>
      <Form
        onSubmit={() => {
          if (!sure) return;
          acting.run(
            {
              what: "revoke",
              device: device.device,
              wipe: action === "wipe",
              accept_entries: accept,
            },
            () => {
              toast({ tone: "warn", text: texts.done(device.label) });
              onDone();
            },
          );
        }}
      >
        <h3>{texts.title(device.label)}</h3>
        <Choice
          label={texts.what}
          value={action}
          onChange={setAction}
          options={[
            { value: "lock", label: texts.lock, hint: texts.lockHint },
            { value: "wipe", label: texts.wipe, hint: texts.wipeHint },
          ]}
        />
        <Checkbox checked={accept} onChange={setAccept} hint={texts.acceptHint}>
          {texts.accept}
        </Checkbox>
        <p>{texts.when}</p>
        <Field label={texts.type(device.label)} value={typed} onChange={setTyped} maxLength={100} />
        <FormFoot
          act={texts.yes}
          busy={acting.busy}
          ready={sure}
          danger
          problem={acting.problem}
          onCancel={onDone}
        />
      </Form>
    </section>
  );
}
