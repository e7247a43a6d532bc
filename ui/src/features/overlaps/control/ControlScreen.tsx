/** The list "ingeschreven op datum X" of AGODI against what the register holds on X. */
import { useState } from "react";
import { call } from "../../../backend";
import type { Control } from "../../../backend/generated/Control";
import type { ControlRequest } from "../../../backend/generated/ControlRequest";
import { useRead } from "../../../backend/queries";
import {
  Busy,
  Button,
  Card,
  DayField,
  EmptyState,
  ProblemMessage,
  Screen,
  Tabs,
} from "../../../shared";
import { nl } from "../../../texts/nl";
import { FileCard } from "../FileCard";
import { useReading } from "../reading";
import { Difference } from "./Difference";

const words = nl.overlapLists;
const FIRST: ControlRequest = { session: 0, on: "" };
const compare = (request: ControlRequest) => call("control", request);

/** The part of the screen. */
export function ControlScreen() {
  const today = useRead("session_state", {}).data?.today ?? "";
  const [chosen, setChosen] = useState<string | null>(null);
  const reading = useReading<ControlRequest, Control>(FIRST, compare);
  const { preview, request, plan } = reading;
  const on = chosen ?? today;
  const day = (
    <DayField
      label={words.control.on}
      value={on}
      onChange={(next) => {
        setChosen(next);
        if (preview?.missing.length === 0) void reading.ask({ ...request, on: next });
      }}
    />
  );
  return (
    <Screen title={nl.overlaps.title} fill={plan !== null}>
      <Tabs label={nl.overlaps.title} tabs={nl.overlaps.tabs} current={nl.overlaps.tabs[2].path} />
      <ProblemMessage problem={reading.problem} />
      {preview ? (
        <FileCard
          preview={preview}
          planned={plan !== null}
          onMap={reading.map}
          onForget={reading.forget}
        >
          <div className="row control-day">
            {day}
            <Button
              disabled={preview.missing.length > 0 || reading.busy !== null}
              onClick={() => void reading.ask({ ...request, on })}
            >
              {words.control.again}
            </Button>
          </div>
        </FileCard>
      ) : (
        <Card>
          <EmptyState
            title={words.control.title}
            actions={
              <>
                {day}
                <Button
                  kind="primary"
                  disabled={on === "" || reading.busy !== null}
                  onClick={() => void reading.choose("control", { session: 0, on })}
                >
                  {words.control.choose}
                </Button>
              </>
            }
          >
            <p>{words.control.text}</p>
            <p>{words.control.intro}</p>
          </EmptyState>
        </Card>
      )}
      {reading.busy ? (
        <Busy
          what={reading.busy === "reading" ? words.reading : words.planning}
          onStop={reading.stop}
        />
      ) : null}
      {plan ? <Difference control={plan} /> : null}
    </Screen>
  );
}
