/** At most `limit` UTF-16 units, never half a character: PostgreSQL refuses half a surrogate pair. */
export function cutText(text: string, limit: number): string {
  const cut = text.slice(0, limit);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
