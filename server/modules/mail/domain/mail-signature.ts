import { createHmac, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_CHARS = 26;
const SIGNATURE_CHARS = 16;
/** What stands before the @ may be no longer (RFC 5321 4.5.3.1.1). */
const LOCAL_PART = 64;

/**
 * What makes a message ours when it, or an answer to it, comes back: its id with a keyed hash. In letters and digits of
 * one case, because what stands before an @ does not survive anything else everywhere.
 */
export function signMessage(key: Buffer, id: string): string {
  return base32(createHmac('sha256', key).update(`mail ${id}`).digest()).slice(0, SIGNATURE_CHARS);
}

export function messageIdHeader(key: Buffer, id: string, domain: string): string {
  return `<${id}.${signMessage(key, id)}@${domain}>`;
}

/** For the address that answers go to. */
export function replyToken(key: Buffer, id: string): string {
  return base32(Buffer.from(id.replaceAll('-', ''), 'hex')) + signMessage(key, id);
}

/** The message an answer belongs to; null when the token is none of ours. */
export function readReplyToken(key: Buffer, token: string): string | null {
  const text = token.toLowerCase();
  if (!/^[a-z2-7]{42}$/.test(text)) {
    return null;
  }
  const hex = fromBase32(text.slice(0, ID_CHARS)).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const isOurs = timingSafeEqual(Buffer.from(signMessage(key, id)), Buffer.from(text.slice(ID_CHARS)));
  return isOurs ? id : null;
}

/** `<local>+<token>@<domain>`; the plain address where that would be too long to be one. */
export function replyAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${token}`;
  return local.length > LOCAL_PART ? address : `${local}${address.slice(at)}`;
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((char) => ALPHABET.indexOf(char).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
