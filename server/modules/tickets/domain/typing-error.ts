import { plainWord } from './search-words.js';

/** A longer search is no question of one wrong letter. */
const LONGEST = 100;
const MOST_WORDS = 6;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** So many words are tried for each one that was typed, and so many searches made of them. */
const PER_WORD = 3;
const MOST_TRIES = 3;

/** The words of a search that may be typing errors: short ones and those with digits (numbers, names of machines) are exact. Empty when none is. */
export function doubtfulWords(q: string): readonly string[] {
  const words = [...q.normalize('NFC').matchAll(WORD)].map(([word]) => plainWord(word));
  return q.length > LONGEST || words.length > MOST_WORDS ? [] : [...new Set(words.filter(isDoubtful))];
}

function isDoubtful(word: string): boolean {
  return word.length >= 3 && !/\p{N}/u.test(word);
}

/**
 * How many letters must be changed, added, left out or swapped with their neighbour to make the one of the other; null when
 * that is more than a slip of the fingers. What is typed may also be the beginning of the word, which counts a little more.
 */
export function slipsBetween(typed: string, known: string): number | null {
  const most = typed.length <= 5 ? 1 : 2;
  const whole = distance(typed, known);
  const begun = known.length > typed.length ? distance(typed, known.slice(0, typed.length)) : Infinity;
  return Math.min(whole, begun) <= most ? Math.min(whole, begun + 0.5) : null;
}

/** Optimal string alignment. */
function distance(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}

/**
 * What may have been meant, the likeliest first: the search with words changed to known ones. A word that is known, or
 * begins one, may be right as it is.
 */
export function likelySearches(q: string, known: readonly string[]): readonly string[] {
  const words = [...q.normalize('NFC').matchAll(WORD)];
  let tries: readonly { text: string; slips: number; isChanged: boolean }[] = [
    { text: '', slips: 0, isChanged: false },
  ];
  let at = 0;
  for (const match of words) {
    const between = q.normalize('NFC').slice(at, match.index);
    at = match.index + match[0].length;
    const options = optionsFor(match[0], known);
    tries = tries
      .flatMap(({ text, slips, isChanged }) =>
        options.map((option) => ({
          text: `${text}${between}${option.text}`,
          slips: slips + option.slips,
          isChanged: isChanged || option.isChanged,
        })),
      )
      .toSorted((one, other) => one.slips - other.slips)
      .slice(0, 3 * MOST_TRIES);
  }
  return tries
    .filter(({ isChanged }) => isChanged)
    .slice(0, MOST_TRIES)
    .map(({ text }) => text);
}

function optionsFor(
  word: string,
  known: readonly string[],
): readonly { text: string; slips: number; isChanged: boolean }[] {
  const plain = plainWord(word);
  const asTyped = { text: word, slips: 0, isChanged: false };
  if (!isDoubtful(plain)) {
    return [asTyped];
  }
  const options = known
    .flatMap((one) => {
      const slips = one.startsWith(plain) ? null : slipsBetween(plain, one);
      return slips === null ? [] : [{ text: one, slips, isChanged: true }];
    })
    .toSorted((one, other) => one.slips - other.slips || one.text.length - other.text.length)
    .slice(0, PER_WORD);
  return options.length === 0 || known.some((one) => one.startsWith(plain)) ? [asTyped, ...options] : options;
}
