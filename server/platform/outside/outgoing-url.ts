import { isIP } from 'node:net';
import { isAllowedAddress } from './outgoing-address.js';

/** Names that lead to this machine or its network, whatever a name server says. */
const INSIDE_NAMES = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private)$/;
const LONGEST = 2_000;

/** The host of a URL without the brackets of IPv6 and the dot at the end. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** What is wrong with a target that somebody typed, as a sentence; null when it may be tried. Where a name leads is checked on each connection. */
export function targetProblem(text: string, isIntranetAllowed = false): string | null {
  if (text.length > LONGEST || !URL.canParse(text)) {
    return 'Must be a URL like https://example.com/hooks';
  }
  // Parsing it writes every spelling of an address (octal, one number, short forms) in the usual one.
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(isIntranetAllowed && url.protocol === 'http:')) {
    return 'Must start with https://';
  }
  if (url.username !== '' || url.password !== '') {
    return 'Must be without user name and password';
  }
  const host = hostOf(url);
  const isAddress = isIP(host) !== 0;
  if (isAddress && !isAllowedAddress(host, isIntranetAllowed)) {
    return 'Must not lead to a private or reserved address';
  }
  if (!isAddress && !isIntranetAllowed && (INSIDE_NAMES.test(host) || !host.includes('.'))) {
    return 'Must not lead to a name of the inside';
  }
  return null;
}
