/** What every screen is built of. Imports no feature. */

export { Busy } from "./Busy";
export { Button, IconButton } from "./Button";
export { Checkbox } from "./Checkbox";
export { ClassSelect } from "./ClassSelect";
export { Confirm } from "./Confirm";
export { DayField } from "./DayField";
export { EmptyState } from "./EmptyState";
export { Choice, Field, Select } from "./Field";
export { Form } from "./Form";
export { useFormDraft } from "./formDraft";
export { Key } from "./Key";
export { Card, Panel, Screen } from "./Layout";
export { NewPassphrase } from "./NewPassphrase";
export { Pill, type Tone } from "./Pill";
export { ProblemMessage } from "./ProblemMessage";
export { Progress } from "./Progress";
export { PupilTabs } from "./PupilTabs";
export { Secret } from "./Secret";
export { Suggest, type Suggestion } from "./Suggest";
export { useSaid } from "./said";
export { useSavePart } from "./savingPart";
export { strength } from "./strength";
export { type Column, type Sort, Table } from "./Table";
export { Tabs } from "./Tabs";
export { useToast } from "./Toast";
export { takesBack, useUndo } from "./undo";
export { Views } from "./Views";
