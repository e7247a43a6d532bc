import { type Ref, useMemo } from "react";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { Button, Field, Select } from "../../shared";
import { nl } from "../../texts/nl";
import { type Filter, NO_CLASS, NO_FILTER, values } from "./filter";

/** Search and filters above the list. */
export function Filters({
  rows,
  filter,
  onChange,
  searchRef,
  onDown,
}: {
  rows: readonly PupilRow[];
  filter: Filter;
  onChange: (filter: Filter) => void;
  searchRef: Ref<HTMLInputElement>;
  /** Arrow down or Enter in the search: on to the list. */
  onDown: () => void;
}) {
  const words = nl.pupils.filters;
  const options = useMemo(
    () => ({
      class: values(rows, "class"),
      location: values(rows, "location"),
      kind: values(rows, "kind"),
      noClass: rows.some((row) => !row.class),
    }),
    [rows],
  );
  const active = Object.values(filter).some(Boolean);
  const set = (key: keyof Filter) => (value: string) => onChange({ ...filter, [key]: value });
  return (
    <div className="filters" role="search">
      <Field
        ref={searchRef}
        className="grow"
        label={nl.pupils.search}
        hiddenLabel
        placeholder={nl.pupils.searchHint}
        value={filter.text}
        onChange={set("text")}
        maxLength={100}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            onDown();
          } else if (event.key === "Escape" && filter.text) {
            event.preventDefault();
            set("text")("");
          }
        }}
      />
      <Select
        label={words.class}
        hiddenLabel
        value={filter.class}
        onChange={set("class")}
        options={[
          { value: "", label: words.allClasses },
          ...options.class.map((value) => ({ value, label: value })),
          ...(options.noClass ? [{ value: NO_CLASS, label: words.noClass }] : []),
        ]}
      />
      {options.location.length > 1 ? (
        <Select
          label={words.location}
          hiddenLabel
          value={filter.location}
          onChange={set("location")}
          options={[
            { value: "", label: words.allLocations },
            ...options.location.map((value) => ({ value, label: value })),
          ]}
        />
      ) : null}
      {options.kind.length > 1 ? (
        <Select
          label={words.kind}
          hiddenLabel
          value={filter.kind}
          onChange={set("kind")}
          options={[
            { value: "", label: words.allKinds },
            ...options.kind.map((value) => ({ value, label: nl.pupils.kinds[value] ?? value })),
          ]}
        />
      ) : null}
      <Select
        label={words.card}
        hiddenLabel
        value={filter.card}
        onChange={set("card")}
        options={[
          { value: "", label: words.allCards },
          ...Object.entries(nl.pupils.cards).map(([value, label]) => ({ value, label })),
        ]}
      />
      {active ? (
        <Button kind="quiet" onClick={() => onChange(NO_FILTER)}>
          {words.clear}
        </Button>
      ) : null}
    </div>
  );
}
