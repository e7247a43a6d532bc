/** Texts of letters with their fields, written `{{name}}`. Pure. */

/** Names of fields in a text, each once. */
export function fieldsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(.*?)\}\}/gs)].map(([, name = ""]) => name.trim()))];
}

/** Fields in a text that no letter has. */
export function unknownIn(text: string, known: readonly string[]): string[] {
  return fieldsIn(text).filter((name) => !known.includes(name));
}

/** A text with what comes in the place of each field, in brackets. */
export function previewOf(text: string, labels: ReadonlyMap<string, string>): string {
  return text.replace(/\{\{(.*?)\}\}/gs, (whole, name: string) => {
    const label = labels.get(name.trim());
    return label ? `[${label}]` : whole;
  });
}

/** A text with a field put at a place. */
export function inserted(text: string, at: number, name: string): string {
  return `${text.slice(0, at)}{{${name}}}${text.slice(at)}`;
}

/** Texts of the school: a text that is the standard one is not kept. */
export function lettersWith(
  letters: { [kind in string]: string },
  kind: string,
  text: string,
  standard: string,
): { [kind in string]: string } {
  const { [kind]: _, ...others } = letters;
  return text === standard ? others : { ...others, [kind]: text };
}
