/** A greeting on a line of its own: every reply has one, and it tells none from another. */
const GREETING = /^[^\n]{1,60},\s*\n+/;
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g;

/** The text as it will most likely be; what only the server knows stays as three points. The real one is filled there. */
export function previewOf(body: string, known: Readonly<Record<string, string | undefined>>): string {
  return body.replace(PLACEHOLDER, (_, key: string) => known[key] ?? '…');
}

/** What the text says, in one line. */
export function gistOf(text: string): string {
  return text.replace(GREETING, '').replace(/\s+/g, ' ').trim();
}
