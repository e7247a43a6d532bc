import { useState } from "react";
import type { BoardCode } from "../../backend/generated/BoardCode";
import { Button, Card } from "../../shared";
import { whenShort } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.board.code;

/** The code for a new laptop, large, once. */
export function Code(props: { code: BoardCode; today: string; onClose: () => void }) {
  const { code, today, onClose } = props;
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(code.code).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Card title={words.title(code.label)} className="board-code">
      <div className="stack">
        <p>{words.text}</p>
        <output className="board-code-text mono">{code.code}</output>
        <p className="soft">{words.until(whenShort(code.expires, today))}</p>
        <div className="row">
          <Button onClick={() => void copy()}>{words.copy}</Button>
          <Button onClick={onClose}>{words.close}</Button>
          <span className="soft" role="status">
            {copied === null ? "" : copied ? words.copied : words.notCopied}
          </span>
        </div>
      </div>
    </Card>
  );
}
