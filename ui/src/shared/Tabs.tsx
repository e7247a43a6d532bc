import { Link } from "wouter";

/** The parts of one screen, each with an address of its own. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  /** Read out. */
  label: string;
  tabs: readonly { path: string; label: string }[];
  /** Path of the part that is shown. */
  current: string;
}) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          href={tab.path}
          className="tab"
          aria-current={tab.path === current ? "page" : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
