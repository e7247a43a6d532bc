import { Fragment } from "react";
import { Link } from "wouter";
import type { SessionState } from "../backend/generated/SessionState";
import { number } from "../shared/format";
import { nl } from "../texts/nl";
import { PLACES } from "./routes";

/** The screens, with what asks for action behind them. */
export function Nav({ state, current }: { state: SessionState; current: string }) {
  return (
    <nav className="nav" aria-label={nl.app.navigation}>
      <div className="brand">
        <span className="brand-sign" aria-hidden="true">
          S
        </span>
        {nl.app.name}
      </div>
      {PLACES.map((place, index) => {
        const count = place.count?.(state) ?? 0;
        const heading = place.group && place.group !== PLACES[index - 1]?.group;
        return (
          <Fragment key={place.path}>
            {heading ? <h2>{place.group}</h2> : null}
            <Link
              href={place.path}
              className="nav-link"
              aria-current={place.path === current ? "page" : undefined}
            >
              {place.label}
              {count > 0 ? (
                <span className="nav-count">
                  {number(count)}
                  <span className="visually-hidden"> {nl.app.toPrint("")}</span>
                </span>
              ) : null}
            </Link>
          </Fragment>
        );
      })}
    </nav>
  );
}
