/** Addresses of a person's line: IPv6 hosts change their last half daily, and whoever has one address has the /64. */
const NETWORK_GROUPS = 4;

/**
 * What counts as one address for brakes and for "has signed in from there before": IPv4 as it is, also when mapped into
 * IPv6; of IPv6 the network, like `2001:db8:1:2::/64`.
 */
export function networkOf(ip: string): string {
  const plain = ip.split('%', 1)[0]?.toLowerCase() ?? ip;
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain)?.[1];
  if (mapped !== undefined || !plain.includes(':')) {
    return mapped ?? plain;
  }
  const [head = '', tail] = plain.split('::', 2);
  const left = head.split(':').filter((group) => group !== '');
  const right = (tail ?? '').split(':').filter((group) => group !== '');
  // A dotted end stands for two groups.
  const given = left.length + right.length + (plain.includes('.') ? 1 : 0);
  const gap = Array.from({ length: Math.max(0, 8 - given) }, () => '0');
  const groups = tail === undefined ? left : [...left, ...gap, ...right];
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
