import { useState } from "react";
import type { SchoolDraft } from "../../../backend/generated/SchoolDraft";
import { DayField, Field } from "../../../shared";
import { date } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { useWizard } from "./context";
import { hasGroup, isTime, tidyTime } from "./form";
import { useSaidAt } from "./said";

const words = nl.enrol.dates;

/** When: what is left empty is proposed. */
export function DatesStep() {
  const { form, set, plan } = useWizard();
  const { school, group } = form;
  const [time, setTime] = useState(form.time);
  const put = (change: Partial<SchoolDraft>) =>
    set((now) => ({ ...now, school: { ...now.school, ...change } }));
  const from = useSaidAt("from", school.from ?? "", plan && words.fromProposed(date(plan.from)));
  const moment = useSaidAt("moment", school.moment, words.momentHint);
  const expected = useSaidAt("expected_until", group.expected_until ?? "", words.expectedHint);
  const number = useSaidAt(
    "stamnummer",
    school.stamnummer,
    words.stamnummerProposed(school.stamnummer === "" ? (plan?.stamnummer ?? "") : ""),
  );
  const wrongTime = time !== "" && !isTime(tidyTime(time));
  return (
    <>
      <div className="enrol-fields">
        <DayField
          label={words.from}
          value={school.from ?? ""}
          error={from.error}
          hint={from.hint}
          optional
          onChange={(day) => put({ from: day || null })}
        />
        {hasGroup(form) ? (
          <DayField
            label={words.expected}
            value={group.expected_until ?? ""}
            error={expected.error}
            hint={expected.hint}
            optional
            onChange={(day) =>
              set((now) => ({ ...now, group: { ...now.group, expected_until: day || null } }))
            }
          />
        ) : null}
        <DayField
          label={words.momentDay}
          value={school.moment}
          error={moment.error}
          hint={moment.hint}
          optional
          onChange={(day) => put({ moment: day })}
        />
        {school.moment === "" ? null : (
          <Field
            label={words.momentTime}
            value={time}
            placeholder={words.timePlaceholder}
            maxLength={5}
            error={wrongTime ? words.timeWrong : undefined}
            onChange={(text) => {
              setTime(text);
              const tidy = tidyTime(text);
              if (tidy === "" || isTime(tidy)) set((now) => ({ ...now, time: tidy }));
            }}
            data-unread={wrongTime || undefined}
            onBlur={() => {
              if (!wrongTime) setTime(form.time);
            }}
          />
        )}
        <Field
          label={words.stamnummer}
          value={school.stamnummer}
          maxLength={20}
          error={number.error}
          hint={number.hint}
          onChange={(stamnummer) => put({ stamnummer })}
        />
      </div>
      {plan ? <p className="hint">{words.registerBy(date(plan.register_by))}</p> : null}
    </>
  );
}
