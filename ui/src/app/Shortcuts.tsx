import { Fragment } from "react";
import { Key, Panel } from "../shared";
import { nl } from "../texts/nl";

/** All keys, in a panel beside the screen. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const words = nl.app.shortcuts;
  const groups = [...new Set(words.list.map(([group]) => group))];
  return (
    <div className="over-panel">
      <Panel title={words.title} subtitle={words.subtitle} onClose={onClose}>
        {groups.map((group) => (
          <section key={group} className="stack">
            <h3>{words[group]}</h3>
            <div className="shortcuts">
              {words.list
                .filter(([of]) => of === group)
                .map(([, keys, what]) => (
                  <Fragment key={keys}>
                    <span>
                      <Key>{keys}</Key>
                    </span>
                    <span>{what}</span>
                  </Fragment>
                ))}
            </div>
          </section>
        ))}
      </Panel>
    </div>
  );
}
