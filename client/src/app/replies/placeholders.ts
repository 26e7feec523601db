/** Bounded as the server's, so that a text of opening braces is read once. */
const PLACEHOLDER = /\{\{[ \t]{0,8}([^{}\n]{1,60}?)[ \t]{0,8}\}\}/g;

/** The body with what its placeholders stand for; those that nobody knows stay as they are. */
export function filled(body: string, values: ReadonlyMap<string, string>): string {
  return body.replace(PLACEHOLDER, (whole, key: string) => values.get(key) ?? whole);
}

/** What is written like a placeholder and is none, each once. */
export function unknownPlaceholders(body: string, known: readonly string[]): readonly string[] {
  const names = [...body.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !known.includes(name));
}
