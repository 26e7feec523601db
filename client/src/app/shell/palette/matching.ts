/** Letters as they are typed: without capitals and accents. One letter stays one letter, so that positions hold. */
function folded(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return plain.length === letter.length ? plain : letter;
    })
    .join('');
}

function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Every word that was typed begins a word of the name. */
export function isNamed(name: string, typed: string): boolean {
  const words = wordsOf(name);
  return wordsOf(typed).every((start) => words.some((word) => word.startsWith(start)));
}

/** What fits best first: names that begin as typed, then the others in their own order. */
export function namedBy<T>(items: readonly T[], name: (item: T) => string, typed: string): T[] {
  const fitting = items.filter((item) => isNamed(name(item), typed));
  const [start] = wordsOf(typed);
  const begins = (item: T): boolean => start !== undefined && (wordsOf(name(item))[0] ?? '').startsWith(start);
  return [...fitting.filter(begins), ...fitting.filter((item) => !begins(item))];
}

export interface Part {
  readonly text: string;
  readonly isHit: boolean;
}

/** The name cut where a typed word begins one of its words. */
export function partsOf(name: string, typed: string): readonly Part[] {
  const plain = folded(name);
  const starts = wordsOf(typed);
  const parts: Part[] = [];
  let rest = 0;
  for (const { index, 0: word } of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    const length = Math.max(0, ...starts.filter((start) => word.startsWith(start)).map((start) => start.length));
    if (length > 0) {
      parts.push({ text: name.slice(rest, index), isHit: false });
      parts.push({ text: name.slice(index, index + length), isHit: true });
      rest = index + length;
    }
  }
  return [...parts, { text: name.slice(rest), isHit: false }].filter(({ text }) => text !== '');
}
