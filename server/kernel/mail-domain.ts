/** Letters, digits and hyphens after the browser's own rules (URL) have turned other scripts into `xn--` labels. */
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z][a-z0-9-]{0,61}[a-z0-9])$/;
/** What would make a URL of it something else than a host name. */
const NO_HOST = /[\s/\\@:?#%*[\]<>^|"]/;

/**
 * A domain as it is kept and compared: lower case, other scripts in their `xn--` form, no dot at the end, without the
 * `@` that people type before it. Null for everything that is no domain of mail: wildcards, addresses, bare words, IPs.
 */
export function mailDomain(text: string): string | null {
  const plain = text.trim().replace(/^@/, '').replace(/\.$/, '');
  if (plain === '' || plain.length > 253 || NO_HOST.test(plain)) {
    return null;
  }
  const url = `http://${plain}/`;
  if (!URL.canParse(url)) {
    return null;
  }
  const { hostname } = new URL(url);
  return DOMAIN.test(hostname) ? hostname : null;
}

/** The domain of an address in the same form; null when it has none. */
export function domainOfAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  return at < 1 ? null : mailDomain(address.slice(at + 1));
}
