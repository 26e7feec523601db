/** More words than anybody has names. */
const WORDS = 8;

/**
 * What people type, as one pattern a word; all of them must be found, in any order. The index knows parts of three
 * letters, so shorter words stand for the beginning of one.
 */
export function searchPatterns(text: string): string[] {
  return text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, WORDS)
    .map((word) => `%${word.length < 3 ? ' ' : ''}${word.replace(/[\\%_]/g, '\\$&')}%`);
}
