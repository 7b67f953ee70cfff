/**
 * The word that was perhaps meant: what comes nearest among those that are known.
 */
import leven from "leven";

/** How many letters may differ: one of each three begun, at most three; an assumption that keeps guesses sensible. */
const LETTERS_A_SLIP = 3;
const MAX_SLIPS = 3;

/** So many letters of a longer word are taken for its beginning: `cn.gb50180` of `cn.gb50180-2018`. */
const MIN_BEGINNING = 4;

/** How many letters apart two words are (Levenshtein 1966). */
export function lettersApart(a: string, b: string): number {
  return leven(a, b);
}

/**
 * The known word nearest to a strange one, or null where none is near.
 *
 * Case, spaces, hyphens and underscores do not count; of several equally near the first is taken. Where none is near, the
 * first word that begins with the strange one is taken.
 */
export function nearWord(strange: string, words: readonly string[]): string | null {
  const key = plain(strange);
  const most = Math.min(MAX_SLIPS, Math.ceil(key.length / LETTERS_A_SLIP));
  let best: string | null = null;
  let fewest = most + 1;
  for (const word of words) {
    const apart = leven(key, plain(word), { maxDistance: fewest });
    if (apart < fewest) [best, fewest] = [word, apart];
  }
  return best ?? words.find((word) => key.length >= MIN_BEGINNING && plain(word).startsWith(key)) ?? null;
}

/** `; is "residents" meant?`, or nothing. */
export function meantPerhaps(strange: string, words: readonly string[]): string {
  const near = nearWord(strange, words);
  return near === null ? "" : `; is "${near}" meant?`;
}

function plain(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
}
