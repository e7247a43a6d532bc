import { Button, Pill } from "../../../shared";
import { nl } from "../../../texts/nl";
import type { Arrival } from "./late";

const words = nl.scanning.late;

/** Who came in since the window opened, each to take back. */
export function Arrivals({
  arrivals,
  onUndo,
}: {
  arrivals: readonly Arrival[];
  onUndo: (arrival: Arrival) => void;
}) {
  return (
    <section className="card scan-history" aria-label={words.list}>
      <header>
        <h2>{words.list}</h2>
        <span className="soft">{words.listNote}</span>
      </header>
      {arrivals.length > 0 ? (
        <div className="scan-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.columns.at}</th>
                <th scope="col">{words.columns.who}</th>
                <th scope="col">{words.columns.className}</th>
                <th scope="col">{words.columns.reason}</th>
                <th scope="col">{words.columns.undo}</th>
              </tr>
            </thead>
            <tbody>
              {arrivals.map((arrival) => {
                const name = `${arrival.pupil.last_name} ${arrival.pupil.first_name}`;
                return (
                  <tr key={arrival.id}>
                    <td className="nums">{arrival.mark.time}</td>
                    <td>{name}</td>
                    <td>{arrival.pupil.class}</td>
                    <td>{arrival.mark.note}</td>
                    <td>
                      {arrival.undone ? (
                        <Pill>{words.undone}</Pill>
                      ) : (
                        <Button small aria-label={words.undo(name)} onClick={() => onUndo(arrival)}>
                          {nl.shared.undo}
                        </Button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}
