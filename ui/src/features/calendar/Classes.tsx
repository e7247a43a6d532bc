import type { ClassRow } from "../../backend/generated/ClassRow";
import type { ClassTeaching } from "../../backend/generated/ClassTeaching";
import type { Level } from "../../backend/generated/Level";
import { useDo } from "../../backend/queries";
import { Button, Card, Checkbox, PlainTable, ProblemMessage, Select, useSaid } from "../../shared";
import { byName, number } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.calendar.classes;
const LEVELS: readonly Level[] = ["kleuter", "lager", "secundair"];

/** Classes whose proposal differs from what was said. */
export function proposals(classes: readonly ClassRow[]): ClassRow[] {
  return classes.filter((one) => one.proposal !== null && one.teaching.level === null);
}

/** What kind of teaching each class gets. */
export function Classes({ classes }: { classes: readonly ClassRow[] }) {
  const save = useDo("calendar_save");
  const said = useSaid();
  const put = (changed: Record<string, ClassTeaching>, text: string) =>
    save.mutate(
      { part: "classes", classes: changed },
      { onSuccess: ({ batch }) => said(text, batch) },
    );
  const set = (row: ClassRow, change: Partial<ClassTeaching>) =>
    put({ [row.class]: { ...row.teaching, ...change } }, words.saved(row.class));
  const open = proposals(classes);
  const sorted = [...classes].sort((a, b) => byName(a.class, b.class));
  return (
    <Card
      title={words.title}
      actions={
        open.length > 0 ? (
          <Button
            kind="primary"
            busy={save.isPending}
            onClick={() =>
              put(
                Object.fromEntries(
                  open.map((row) => [row.class, { ...row.teaching, level: row.proposal }]),
                ),
                words.savedAll(open.length),
              )
            }
          >
            {words.adoptAll(open.length)}
          </Button>
        ) : null
      }
    >
      <div className="stack">
        <p className="soft">{words.text}</p>
        <ProblemMessage problem={save.error} />
        {sorted.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <PlainTable
            columns={[
              words.name,
              { right: words.pupils },
              words.level,
              words.special,
              words.proposal,
            ]}
          >
            {sorted.map((row) => (
              <tr key={row.class}>
                <th scope="row">{row.class}</th>
                <td className="right nums">{number(row.pupils)}</td>
                <td>
                  <Select
                    hiddenLabel
                    label={words.levelOf(row.class)}
                    value={row.teaching.level ?? ""}
                    onChange={(level) => set(row, { level: level === "" ? null : level })}
                    options={[
                      { value: "" as const, label: words.unknown },
                      ...LEVELS.map((value) => ({ value, label: words.levels[value] })),
                    ]}
                  />
                </td>
                <td>
                  <Checkbox
                    checked={row.teaching.special}
                    onChange={(special) => set(row, { special })}
                  >
                    <span className="visually-hidden">{words.specialOf(row.class)}</span>
                  </Checkbox>
                </td>
                <td>
                  {row.proposal && row.teaching.level === null ? (
                    <Button
                      small
                      aria-label={words.adoptOf(row.class, words.levels[row.proposal])}
                      onClick={() => set(row, { level: row.proposal })}
                    >
                      {words.adopt(words.levels[row.proposal])}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </PlainTable>
        )}
      </div>
    </Card>
  );
}
