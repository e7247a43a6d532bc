/** What goes from one record to another, a line each. */
export function Lines({ of }: { of: readonly string[] }) {
  return (
    <ul className="happens">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
