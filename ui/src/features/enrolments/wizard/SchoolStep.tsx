import type { GroupDraft } from "../../../backend/generated/GroupDraft";
import type { SchoolDraft } from "../../../backend/generated/SchoolDraft";
import { Select, Suggest } from "../../../shared";
import { nl } from "../../../texts/nl";
import { GroupFields, suggestionsOf } from "../GroupFields";
import { useWizard } from "./context";
import { useSaidAt } from "./said";

const words = nl.enrol.school;

/** What the enrolment is, and where the pupil comes to sit. */
export function SchoolStep() {
  const { form, set, choices } = useWizard();
  const { school, group } = form;
  const put = (change: Partial<SchoolDraft>) =>
    set((now) => ({ ...now, school: { ...now.school, ...change } }));
  const putGroup = (change: Partial<GroupDraft>) =>
    set((now) => ({ ...now, group: { ...now.group, ...change } }));
  const status = useSaidAt("status", school.status);
  const reason = useSaidAt("reason", school.reason, words.reasonHint);
  const inClass = useSaidAt("class", form.class, words.classHint);
  const inGroup = useSaidAt("group", group.group, words.groupHint);
  const location = useSaidAt("location", group.location);
  const institutions = choices?.institutions ?? [];
  const plain = (values: readonly string[] | undefined) =>
    (values ?? []).map((value) => ({ value }));
  return (
    <>
      <div className="enrol-fields">
        {institutions.length > 1 ? (
          <Select
            label={words.institution}
            value={school.institution || choices?.institution || ""}
            onChange={(institution) => put({ institution })}
            options={institutions.map((value) => ({ value, label: value }))}
          />
        ) : null}
        <Suggest
          label={words.class}
          value={form.class}
          maxLength={20}
          error={inClass.error}
          hint={inClass.hint}
          suggestions={plain(choices?.classes)}
          onChange={(name) => set((now) => ({ ...now, class: name }))}
        />
        <Suggest
          label={words.location}
          value={group.location}
          maxLength={3}
          inputMode="numeric"
          error={location.error}
          hint={location.hint}
          suggestions={plain(choices?.locations)}
          onChange={(text) => putGroup({ location: text })}
        />
        <Suggest
          className="wide"
          label={words.group}
          value={group.group}
          maxLength={200}
          error={inGroup.error}
          hint={inGroup.hint ?? labelOf(choices?.groups, group.group)}
          suggestions={suggestionsOf(choices?.groups)}
          onChange={(text) => putGroup({ group: text })}
        />
        <Choose
          label={words.philosophy}
          value={group.philosophy}
          rows={choices?.philosophy}
          onChange={(philosophy) => putGroup({ philosophy })}
        />
        <Choose
          label={words.funding}
          value={group.funding}
          rows={choices?.funding}
          onChange={(funding) => putGroup({ funding })}
        />
        <Select
          label={words.status}
          value={school.status}
          hint={status.error ?? status.hint}
          onChange={(chosen) => put({ status: chosen })}
          options={(choices?.statuses ?? [])
            .filter((one) => one.status !== "cancelled")
            .map(({ status: value, label }) => ({ value, label }))}
        />
        {school.status === "not_realised" ? (
          <Suggest
            label={words.reason}
            value={school.reason}
            error={reason.error}
            hint={reason.hint}
            suggestions={plain(choices?.reasons)}
            onChange={(text) => put({ reason: text })}
          />
        ) : null}
      </div>
      <details>
        <summary>
          {words.more} <span className="soft">– {words.moreHint}</span>
        </summary>
        <GroupFields group={group} choices={choices} onChange={putGroup} />
      </details>
    </>
  );
}

function labelOf(rows: readonly { code: string; label: string }[] | undefined, code: string) {
  return rows?.find((row) => row.code === code)?.label;
}

function Choose(props: {
  label: string;
  value: string;
  rows: readonly { code: string; label: string }[] | undefined;
  onChange: (code: string) => void;
}) {
  return (
    <Select
      label={props.label}
      value={props.value}
      onChange={props.onChange}
      options={[
        { value: "", label: words.none },
        ...(props.rows ?? []).map(({ code, label }) => ({
          value: code,
          label: label ? `${code} – ${label}` : code,
        })),
      ]}
    />
  );
}
