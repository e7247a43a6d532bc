import { useState } from "react";
import type { BoardUser } from "../../backend/generated/BoardUser";
import type { Role } from "../../backend/generated/Role";
import {
  Button,
  Card,
  Confirm,
  Field,
  Form,
  FormFoot,
  Pill,
  PlainTable,
  Secret,
  Select,
  useToast,
} from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";
import type { Acting } from "./BoardScreen";

const words = nl.board.users;
const ROLES: readonly Role[] = [
  "attendance",
  "secretariat",
  "secretariat-lead",
  "board-administrator",
  "privacy-officer",
  "support",
];
const OPTIONS = ROLES.map((value) => ({ value, label: nl.board.roles[value] ?? value }));

/** Users of the school with their roles and periods. */
export function Users(props: { users: BoardUser[]; acting: Acting; today: string }) {
  const { users, acting, today } = props;
  const [open, setOpen] = useState<"new" | BoardUser | null>(null);
  const toast = useToast();
  const close = () => setOpen(null);
  return (
    <Card title={words.title} actions={<Button onClick={() => setOpen("new")}>{words.add}</Button>}>
      <div className="stack">
        {open === "new" ? <NewUser acting={acting} onDone={close} /> : null}
        {open && open !== "new" ? (
          <NewRight key={open.user} user={open} acting={acting} onDone={close} />
        ) : null}
        {users.length === 0 ? <p>{words.none}</p> : null}
        {users.length > 0 ? (
          <PlainTable
            columns={[words.name, words.login, words.rights, { hidden: nl.board.devices.acts }]}
          >
            {users.map((one) => (
              <tr key={one.user}>
                <td>
                  {one.name} {one.blocked ? <Pill tone="warn">{words.blocked}</Pill> : null}
                </td>
                <td className="mono">{one.login}</td>
                <td>
                  <Rights user={one} today={today} />
                </td>
                <td className="right">
                  <div className="row">
                    <Button
                      small
                      aria-label={words.rightFor(one.name)}
                      onClick={() => setOpen(one)}
                    >
                      {words.right}
                    </Button>
                    {works(one, today) ? (
                      <Confirm
                        small
                        label={words.end}
                        question={words.endFor(one.name)}
                        yes={words.endYes}
                        onYes={() =>
                          acting.run({ what: "end_rights", user: one.user }, () =>
                            toast({ tone: "good", text: words.endedNow(one.name) }),
                          )
                        }
                      />
                    ) : null}
                  </div>
                </td>
              </tr>
            ))}
          </PlainTable>
        ) : null}
      </div>
    </Card>
  );
}

const runs = (until: string | null, today: string) => until === null || until >= today;
const works = (user: BoardUser, today: string) =>
  user.rights.some((right) => runs(right.until, today));

/** Roles with their periods; those of before are still read. */
function Rights({ user, today }: { user: BoardUser; today: string }) {
  return (
    <ul className="lines">
      {works(user, today) ? null : <li className="soft">{words.ended}</li>}
      {user.rights.map((right) => (
        <li
          key={`${right.role} ${right.from}`}
          className={runs(right.until, today) ? undefined : "soft"}
        >
          {nl.board.roles[right.role] ?? right.role},{" "}
          {right.until === null
            ? words.since(date(right.from))
            : words.period(date(right.from), date(right.until))}
        </li>
      ))}
    </ul>
  );
}

function NewUser({ acting, onDone }: { acting: Acting; onDone: () => void }) {
  const toast = useToast();
  const [form, setForm] = useState({ login: "", name: "", password: "" });
  const [role, setRole] = useState<Role>("attendance");
  const named = form.login.trim() !== "" && form.name.trim() !== "";
  const ready = named && form.password.length >= 12;
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  return (
    <Form
      onSubmit={() => {
        if (!ready) return;
        acting.run({ what: "add_user", ...form, role }, () => {
          toast({ tone: "good", text: words.added(form.name.trim()) });
          onDone();
        });
      }}
    >
      <div className="start-pair">
        <Field
          label={words.name}
          value={form.name}
          onChange={(name) => set({ name })}
          maxLength={100}
          autoFocus
        />
        <Field
          label={words.login}
          value={form.login}
          onChange={(login) => set({ login })}
          maxLength={100}
        />
      </div>
      <Secret
        label={words.password}
        hint={words.passwordHint}
        value={form.password}
        onChange={(password) => set({ password })}
      />
      <Select label={words.role} value={role} onChange={setRole} options={OPTIONS} />
      <FormFoot
        act={words.save}
        busy={acting.busy}
        ready={ready}
        problem={acting.problem}
        onCancel={onDone}
      />
    </Form>
  );
}

function NewRight(props: { user: BoardUser; acting: Acting; onDone: () => void }) {
  const { user, acting, onDone } = props;
  const toast = useToast();
  const [role, setRole] = useState<Role>("attendance");
  return (
    <Form
      onSubmit={() =>
        acting.run({ what: "add_right", user: user.user, role }, () => {
          const label = nl.board.roles[role] ?? role;
          toast({ tone: "good", text: words.given(user.name, label) });
          onDone();
        })
      }
    >
      <h3>{words.rightFor(user.name)}</h3>
      <Select label={words.role} value={role} onChange={setRole} options={OPTIONS} />
      <FormFoot act={words.give} busy={acting.busy} problem={acting.problem} onCancel={onDone} />
    </Form>
  );
}
