import { encodeWords } from 'nodemailer/lib/mime-funcs';

/** Longest encoded word (RFC 2047 allows 75 with its frame). */
const WORD = 52;
const ASCII = /^[\x20-\x7e]*$/;

/**
 * A subject line as it goes on the wire: what is not ASCII is encoded, and the tag at its end stays readable for every
 * program that sorts mail by it.
 */
export function subjectHeader(subject: string, tag: string | null): string {
  const words = tag !== null && subject.endsWith(tag) ? subject.slice(0, -tag.length).trimEnd() : subject;
  const encoded = ASCII.test(words) ? words : encodeWords(words, 'B', WORD, true);
  return words === subject ? encoded : `${encoded} ${tag ?? ''}`.trim();
}
