import { type ReactNode, useState } from "react";
import type { ImportPreview } from "../../backend/generated/ImportPreview";
import { Button, Card } from "../../shared";
import { FileFacts, Mapping } from "../../shared/Mapping";
import { nl } from "../../texts/nl";

const words = nl.migration;

/** The file that was read, and which column holds what; folded away once that is known. */
export function FileCard(props: {
  preview: ImportPreview;
  /** What follows from the file is on screen. */
  planned: boolean;
  onMap: (preview: ImportPreview) => void;
  onForget: () => void;
  children?: ReactNode;
}) {
  const { preview, planned, onMap, onForget, children } = props;
  const [adjust, setAdjust] = useState(false);
  const open = adjust || preview.missing.length > 0 || !planned;
  return (
    <Card className="file-card">
      <div className="row">
        <div className="grow">
          <FileFacts preview={preview} />
        </div>
        {planned && preview.missing.length === 0 ? (
          <Button small aria-expanded={open} onClick={() => setAdjust(!adjust)}>
            {open ? words.mapping.hide : words.mapping.show}
          </Button>
        ) : null}
        <Button small onClick={onForget}>
          {words.file.forget}
        </Button>
      </div>
      {children}
      {open ? <Mapping preview={preview} onPreview={onMap} /> : null}
    </Card>
  );
}
