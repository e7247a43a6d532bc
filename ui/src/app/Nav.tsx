import { Fragment } from "react";
import { Link } from "wouter";
import type { SessionState } from "../backend/generated/SessionState";
import { number } from "../shared/format";
import { nl } from "../texts/nl";
import { PLACES, type Place } from "./routes";

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
        const heading = place.group && place.group !== PLACES[index - 1]?.group;
        return (
          <Fragment key={place.path}>
            {heading ? <h2>{place.group}</h2> : null}
            <NavLink place={place} state={state} current={place.path === current} />
          </Fragment>
        );
      })}
    </nav>
  );
}

function NavLink(props: { place: Place; state: SessionState; current: boolean }) {
  const { place, state, current } = props;
  const count = place.useCount?.(state) ?? 0;
  const shown = place.useShown?.() ?? true;
  if (!shown) return null;
  return (
    <Link href={place.path} className="nav-link" aria-current={current ? "page" : undefined}>
      {place.label}
      {count > 0 ? (
        <span className="nav-count">
          {number(count)}
          <span className="visually-hidden"> {place.counted}</span>
        </span>
      ) : null}
    </Link>
  );
}
