/** Everything a saved reply can ask for, with what it stands for in words. */
export const PLACEHOLDERS = [
  { key: 'requester.firstName', meaning: 'First name of whoever asked' },
  { key: 'requester.name', meaning: 'First and last name of whoever asked' },
  { key: 'ticket.number', meaning: 'Number of the ticket, like SS-000123' },
  { key: 'ticket.subject', meaning: 'Subject of the ticket' },
  { key: 'ticket.status', meaning: 'Status of the ticket in the words its requester reads' },
  { key: 'agent.firstName', meaning: 'First name of whoever answers' },
  { key: 'agent.name', meaning: 'First and last name of whoever answers' },
  { key: 'desk.name', meaning: 'Name of the help desk' },
] as const;

export type PlaceholderKey = (typeof PLACEHOLDERS)[number]['key'];
export type PlaceholderValues = Readonly<Record<PlaceholderKey, string>>;

/** Bounded, so that a text of opening braces is read once. */
const PLACEHOLDER = /\{\{[ \t]{0,8}([^{}\n]{1,60}?)[ \t]{0,8}\}\}/g;

/** What is written like a placeholder and is none, each once. */
export function unknownPlaceholders(body: string): readonly string[] {
  const names = [...body.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !PLACEHOLDERS.some(({ key }) => key === name));
}

/** One pass: what a value says is never read for placeholders again. */
export function fillPlaceholders(body: string, values: PlaceholderValues): string {
  return body.replace(PLACEHOLDER, (whole, name: string) => {
    const known = PLACEHOLDERS.find(({ key }) => key === name);
    return known === undefined ? whole : asWords(values[known.key]);
  });
}

/** A name or a subject is words in the agent's text: no link, no image, no mention, no heading. */
function asWords(value: string): string {
  return value
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/^([#+-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
