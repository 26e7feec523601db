/** One person as a mail sees him. Always an object: a text with a line break has become a second recipient before. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** Names are shown, never parsed: what could end a header or an address is taken out. */
export function cleanName(name: string): string {
  return name
    .replace(/[\u0000-\u001f\u007f<>"\\]+/g, ' ')
    .trim()
    .slice(0, 100);
}

/** One line, of a length that every mail program shows. */
export function cleanSubject(subject: string, tag: string | null): string {
  const line = subject.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  const room = 200 - (tag === null ? 0 : tag.length + 1);
  const cut = line.length > room ? `${line.slice(0, room - 1)}…` : line;
  return tag === null ? cut : `${cut} ${tag}`;
}
