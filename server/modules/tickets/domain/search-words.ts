/** Around a found word. Of the private use area, so that no text people write has them; taken out of texts all the same. */
export const FOUND_BEGIN = '\uE000';
export const FOUND_END = '\uE001';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** What takes no mark off when it is decomposed, as the database spells it. */
const SPELT: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i' };
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const ASCII = /^[\w]+$/;
/** So many words of a search are looked for (`search_terms`); the rest find nothing, and are not pointed at. */
const WORDS_ASKED = 20;

/** Lower case without accents: how the index of words knows it. */
export function plainWord(word: string): string {
  if (ASCII.test(word)) {
    return word.toLowerCase();
  }
  return word
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøđłı]/gu, (letter) => SPELT[letter] ?? letter);
}

/** The words of a text as they are looked for, in order. */
export function plainWords(text: string): readonly string[] {
  return [...text.matchAll(WORD)].map(([word]) => plainWord(word));
}

/** A word of a search, with everything that is as good as it. */
interface Asked {
  readonly prefixes: readonly string[];
  readonly root: string;
}

function askedFor(q: string): readonly Asked[] {
  const words = [...q.normalize('NFC').matchAll(WORD)].slice(0, WORDS_ASKED);
  return words.map(([word]) => {
    const plain = plainWord(word);
    const spelt = plainWord(word.toLowerCase().replaceAll(/[äöü]/gu, (letter) => UMLAUTS[letter] ?? letter));
    return { prefixes: [...new Set([plain, spelt, plain.replaceAll(/([aou])e/gu, '$1')])], root: rootOf(plain) };
  });
}

const ENDINGS: readonly (readonly [ending: string, instead: string])[] = [
  ['ies', 'y'],
  ['ied', 'y'],
  ['sses', 'ss'],
  ['ings', ''],
  ['ing', ''],
  ['ed', ''],
  ['ss', 'ss'],
  ['es', ''],
  ['s', ''],
];

/** Roughly what the database's stemmer makes of an English word: good enough to point at a word that it has found. */
function rootOf(word: string): string {
  const [ending, instead] = ENDINGS.find(([one]) => word.endsWith(one) && word.length - one.length >= 2) ?? ['', ''];
  const root = word.slice(0, word.length - ending.length) + instead;
  return root.replace(/([bdfgmnprt])\1$/u, '$1').replace(/(?<=.{2})e$/u, '');
}

/** Points at every word of a text that a search has found. Texts are long and repeat themselves: each word is judged once. */
export class FoundWords {
  private readonly asked: readonly Asked[];
  /** Whatever is as good as a word of the search begins like it. */
  private readonly beginnings: ReadonlySet<string>;
  private readonly judged = new Map<string, boolean>();

  constructor(q: string) {
    this.asked = askedFor(q);
    this.beginnings = new Set(this.asked.flatMap(({ prefixes }) => prefixes.map((prefix) => prefix.slice(0, 1))));
  }

  /** The whole text with its found words marked; null when there are none. */
  mark(text: string): string | null {
    const clean = withoutMarks(text);
    const places = [...this.placesIn(clean)];
    return places.length === 0 ? null : marked(clean, places);
  }

  /** About `length` characters of Markdown as plain text around the first found word; null when there is none. */
  excerpt(markdown: string, length: number): string | null {
    const text = plainText(markdown);
    const [first] = this.placesIn(text);
    if (first === undefined) {
      return null;
    }
    const from = wordStart(text, first.from - Math.floor(length / 3));
    const to = wordEnd(text, Math.max(from + length, first.to));
    // A text without blanks is cut anywhere, but through no character.
    const end = text.slice(0, to).isWellFormed() ? to : to - 1;
    const shown = text.slice(from, end);
    return `${from > 0 ? '…' : ''}${marked(shown, [...this.placesIn(shown)])}${end < text.length ? '…' : ''}`;
  }

  private *placesIn(text: string): Generator<Place> {
    for (const match of text.matchAll(WORD)) {
      if (this.isFound(match[0])) {
        yield { from: match.index, to: match.index + match[0].length };
      }
    }
  }

  private isFound(word: string): boolean {
    const known = this.judged.get(word);
    if (known !== undefined) {
      return known;
    }
    const plain = plainWord(word);
    const isFound =
      this.beginnings.has(plain.slice(0, 1)) &&
      this.asked.some(({ prefixes, root }) => prefixes.some((one) => plain.startsWith(one)) || rootOf(plain) === root);
    this.judged.set(word, isFound);
    return isFound;
  }
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function marked(text: string, places: readonly Place[]): string {
  let result = '';
  let at = 0;
  for (const { from, to } of places) {
    result += `${text.slice(at, from)}${FOUND_BEGIN}${text.slice(from, to)}${FOUND_END}`;
    at = to;
  }
  return result + text.slice(at);
}

function withoutMarks(text: string): string {
  return text.replaceAll(FOUND_BEGIN, '').replaceAll(FOUND_END, '');
}

/** Markdown without its signs, on one line. What is in brackets is read so far only: a text of brackets is read once. */
export function plainText(markdown: string): string {
  return withoutMarks(markdown)
    .replaceAll(/!?\[([^\][]{0,1000})\]\([^)\s]{0,1000}\)/gu, '$1')
    .replaceAll(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+/gmu, '')
    .replaceAll(/[*~`]{1,3}(?=\S)|(?<=\S)[*~`]{1,3}/gu, '')
    .replaceAll(/(?<![\p{L}\p{N}])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The beginning of the word or the blank before it, so that no word is cut. */
function wordStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf(' ', at) + 1;
}

function wordEnd(text: string, at: number): number {
  const blank = at >= text.length ? -1 : text.indexOf(' ', at);
  // A text without blanks ends somewhere all the same.
  return blank === -1 || blank > at + 40 ? Math.min(text.length, at) : blank;
}
