/** Letters before the pupils, so that one key goes to any of them. Pure. */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** How many letters at the end of the alphabet begin a label of two. */
function prefixes(count: number): number {
  let n = 0;
  while (LETTERS.length - n + n * LETTERS.length < count && n < LETTERS.length) n += 1;
  return n;
}

/** As many labels as asked; no label begins another one. Up to 26: one letter each. */
export function labels(count: number): string[] {
  const single = LETTERS.length - prefixes(count);
  const all = [...LETTERS.slice(0, single)];
  for (const first of LETTERS.slice(single)) {
    for (const second of LETTERS) all.push(first + second);
  }
  return all.slice(0, count);
}

/** Which of `count` a label means, and whether it may become longer. */
export function labelled(count: number, label: string): { index: number | null; more: boolean } {
  const all = labels(count);
  const index = all.indexOf(label);
  return { index: index < 0 ? null : index, more: all.some((one) => one.startsWith(label)) };
}
