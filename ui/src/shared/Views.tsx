/** Which part of a screen is shown: buttons of which one is pressed. */
export function Views<V extends string>(props: {
  /** Read out. */
  label: string;
  /** `null`: none of them. */
  value: V | null;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string; count?: string }[];
}) {
  return (
    <fieldset className="views">
      <legend className="visually-hidden">{props.label}</legend>
      {props.options.map(({ value, label, count }) => (
        <button
          key={value}
          type="button"
          className="view"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {label}
          {count === undefined ? null : <span className="view-count nums"> {count}</span>}
        </button>
      ))}
    </fieldset>
  );
}
