import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import { Button, Card, PlainTable, ProblemMessage } from "../../../shared";
import { nl } from "../../../texts/nl";
import { codeFault, meaningText, needed } from "./meaning";
import { useSaveSettings } from "./saving";

const words = nl.attendanceSettings.codes;

/** The codes of the school, with what each stands for. */
export function Codes({
  settings,
  onOpen,
}: {
  settings: AttendanceSettings;
  /** A code; empty: a new one. */
  onOpen: (code: string) => void;
}) {
  const { save, problem } = useSaveSettings(settings);
  const { codes } = settings.codes;
  const fault = codeFault(problem);
  return (
    <Card title={words.title} actions={<Button onClick={() => onOpen("")}>{words.add}</Button>}>
      <div className="stack">
        <p className="soft">{words.text}</p>
        {fault ? (
          <p className="field-error" role="alert">
            {fault}
          </p>
        ) : (
          <ProblemMessage problem={problem} />
        )}
        <PlainTable columns={[words.code, words.label, words.meaning, { right: words.actions }]}>
          {codes.map((local) => (
            <tr key={local.code}>
              <th scope="row">{local.code}</th>
              <td>{local.label}</td>
              <td className="soft">{meaningText(local.meaning)}</td>
              <td className="right">
                <Button
                  small
                  aria-label={words.changeOne(local.code)}
                  onClick={() => onOpen(local.code)}
                >
                  {words.change}
                </Button>{" "}
                {needed(local.code) ? null : (
                  <Button
                    small
                    aria-label={words.removeOne(local.code)}
                    onClick={() =>
                      save(
                        { codes: { codes: codes.filter((one) => one !== local) } },
                        words.removed(local.code),
                      )
                    }
                  >
                    {words.remove}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </PlainTable>
      </div>
    </Card>
  );
}
