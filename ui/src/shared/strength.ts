/** How strong a passphrase is (S4). The program decides; this only guides while typing. */

/** 0 refused, 1 just enough, 2 good, 3 very good. */
export type Strength = 0 | 1 | 2 | 3;

/** At least 14 characters or 5 words, and not the same few characters over and over. */
export function strength(passphrase: string): Strength {
  const text = passphrase.trim();
  const words = text.split(/\s+/).filter(Boolean);
  const different = new Set(text.toLowerCase()).size;
  const differentWords = new Set(words.map((word) => word.toLowerCase())).size;
  const enough = [...text].length >= 14 || (words.length >= 5 && differentWords >= 4);
  if (!enough || different < 5) return 0;
  // A rough count of the guesses: words from a list of 2,000, other characters from 30.
  const bits = Math.max(
    words.length >= 3 ? differentWords * 11 : 0,
    Math.min([...text].length, different * 2) * (words.length >= 3 ? 2.6 : 3.4),
  );
  if (bits < 55) return 1;
  return bits < 75 ? 2 : 3;
}
