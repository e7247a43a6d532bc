import type { Ref } from "react";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import { Field, Views } from "../../shared";
import { number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { counts, type Filter } from "./filter";

const words = nl.overlaps;

/** Search and filters above the list; each filter says how many it shows. */
export function Filters(props: {
  pupils: readonly OverlapPupil[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
  text: string;
  onText: (text: string) => void;
  searchRef: Ref<HTMLInputElement>;
  /** Arrow down or Enter in the search: on to the list. */
  onDown: () => void;
}) {
  const { pupils, filter, onFilter, text, onText, searchRef, onDown } = props;
  return (
    <div className="overlap-filters" role="search">
      <Field
        ref={searchRef}
        label={words.search}
        hiddenLabel
        placeholder={words.search}
        value={text}
        maxLength={100}
        onChange={onText}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            onDown();
          } else if (event.key === "Escape" && text) {
            event.preventDefault();
            onText("");
          }
        }}
      />
      <Views
        label={words.filter}
        value={filter}
        onChange={(value) => onFilter(value === filter ? "all" : value)}
        options={counts(pupils).map((one) => ({
          value: one.filter,
          label: words.filters[one.filter],
          count: number(one.count),
        }))}
      />
    </div>
  );
}
