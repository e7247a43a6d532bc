/** Step 1: pupils from a list, with a trial run row by row. Also reached on its own to import a list. */
import { useState } from "react";
import type { PupilsPlan } from "../../backend/generated/PupilsPlan";
import type { PupilsPlanRequest } from "../../backend/generated/PupilsPlanRequest";
import { Button, Card, EmptyState, Select } from "../../shared";
import { FileFacts, Mapping } from "../../shared/Mapping";
import { nl } from "../../texts/nl";
import { DatabaseField } from "./DatabaseField";
import type { Planning } from "./planning";
import type { Reading } from "./store";
import { Trial } from "./trial/Trial";

const text = nl.migration;

/** The step. */
export function PupilsStep(props: {
  reading: Reading<PupilsPlanRequest, PupilsPlan>;
  inRegister: number;
  databases: readonly string[];
  planning: Planning;
  onApply: () => void;
  onNext: () => void;
}) {
  const { reading, inRegister, databases, planning, onApply, onNext } = props;
  const { preview, request, plan } = reading;
  const [adjust, setAdjust] = useState(false);
  if (!preview) {
    return (
      <Card>
        <EmptyState
          title={text.file.pupilsTitle}
          actions={
            <>
              <Button
                kind={inRegister > 0 ? "plain" : "primary"}
                busy={planning.busy === "reading"}
                onClick={() => void planning.choosePupils()}
              >
                {text.file.choose}
              </Button>
              {inRegister > 0 ? (
                <Button kind="primary" onClick={onNext}>
                  {text.file.next}
                </Button>
              ) : null}
            </>
          }
        >
          {inRegister > 0 ? text.file.pupilsHave(inRegister) : text.file.pupilsText}
        </EmptyState>
      </Card>
    );
  }
  const open = adjust || preview.missing.length > 0 || !plan;
  return (
    <>
      <Card className="file-card">
        <div className="row">
          <div className="grow">
            <FileFacts preview={preview} />
          </div>
          {preview.missing.length === 0 && plan ? (
            <Button small aria-expanded={open} onClick={() => setAdjust(!adjust)}>
              {open ? text.mapping.hide : text.mapping.show}
            </Button>
          ) : null}
          <Button small onClick={() => void planning.choosePupils()}>
            {text.file.other}
          </Button>
          <Button small onClick={planning.forgetPupils}>
            {text.file.forget}
          </Button>
        </div>
        {open ? (
          <>
            <div className="about">
              <Select
                label={text.plan.kind}
                value={request.person_kind}
                options={Object.entries(text.kinds).map(([value, label]) => ({ value, label }))}
                onChange={(person_kind) => void planning.planPupils({ ...request, person_kind })}
              />
              {"number" in preview.mapping ? (
                <DatabaseField
                  label={text.plan.database}
                  value={request.database}
                  databases={databases}
                  onDone={(database) => void planning.planPupils({ ...request, database })}
                />
              ) : null}
            </div>
            <Mapping preview={preview} onPreview={planning.mapPupils} />
          </>
        ) : null}
      </Card>
      {plan ? (
        <Trial
          key={preview.session}
          plan={plan}
          request={request}
          planning={planning}
          tall={!open}
          onApply={onApply}
          onNext={onNext}
        />
      ) : null}
    </>
  );
}
