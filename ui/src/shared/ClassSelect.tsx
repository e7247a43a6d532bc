import { Select } from "./Field";

/** A choice of one class, or of `all` where that makes sense; nothing chosen is an empty text. */
export function ClassSelect({
  classes,
  all,
  ...rest
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  classes: readonly string[];
  all?: string;
  hiddenLabel?: boolean;
}) {
  const options = classes.map((value) => ({ value, label: value }));
  return <Select {...rest} options={all ? [{ value: "", label: all }, ...options] : options} />;
}
