/** A mention in a comment is a link to a person: `[@Ada Lovelace](mention:018f…)`. */
const MENTION = /\]\(mention:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/gi;
/** Nobody calls more people at once; the rest are words. */
export const MENTIONS_MOST = 20;

/** Ids of the people who are named in it, each once. */
export function mentionedIn(body: string): readonly string[] {
  const ids = [...body.matchAll(MENTION)].map(([, id = '']) => id.toLowerCase());
  return [...new Set(ids)].slice(0, MENTIONS_MOST);
}
