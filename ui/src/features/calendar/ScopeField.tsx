import type { Scope } from "../../backend/generated/Scope";
import { Select } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.calendar.form;

/** For whom: the school, one location or one class. */
export function ScopeField({
  scope,
  classes,
  locations,
  without,
  onChange,
}: {
  scope: Scope;
  classes: readonly string[];
  locations: readonly string[];
  /** Leaves the whole school out. */
  without?: "school";
  onChange: (scope: Scope) => void;
}) {
  const names = scope.of === "class" ? classes : locations;
  const kinds = (["school", "location", "class"] as const).filter(
    (of) => of !== without && (of !== "location" || locations.length > 0),
  );
  return (
    <div className="pair">
      <Select
        label={words.scope}
        value={scope.of}
        onChange={(of) => {
          if (of === "school") onChange({ of });
          else onChange({ of, name: (of === "class" ? classes : locations)[0] ?? "" });
        }}
        options={kinds.map((of) => ({ value: of, label: words.scopes[of] }))}
      />
      {scope.of === "school" ? null : (
        <Select
          label={words.name[scope.of]}
          value={scope.name}
          onChange={(name) => onChange({ of: scope.of, name })}
          options={[...new Set([...names, scope.name])].map((name) => ({
            value: name,
            label: name || nl.shared.none,
          }))}
        />
      )}
    </div>
  );
}
