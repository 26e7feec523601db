import ipaddr from 'ipaddr.js';

/** Public by their range, but doors into the machine room of a cloud. */
const BACK_DOORS: ReadonlySet<string> = new Set(['168.63.129.16']);
/** All of IPv6 that is handed out to the world; whatever else there is, or will be, is none of ours. */
const WORLD: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
const INTRANET = new Set(['unicast', 'private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Whether the desk may connect to this address because somebody typed it, or a name that leads there. Only what belongs to
 * the world: no loopback, private, link-local (where clouds keep their metadata), carrier, reserved, multicast address, and
 * no IPv6 address that wraps an IPv4 one (mapped, NAT64, 6to4, Teredo). With `isIntranetAllowed` private ones and this
 * machine too. Anything that is no address is refused.
 */
export function isAllowedAddress(text: string, isIntranetAllowed = false): boolean {
  if (!ipaddr.isValid(text)) {
    return false;
  }
  const address = ipaddr.parse(text);
  const range = address.range();
  if (isIntranetAllowed) {
    return INTRANET.has(range);
  }
  return (
    range === 'unicast' &&
    !BACK_DOORS.has(address.toString()) &&
    (address instanceof ipaddr.IPv4 || address.match(WORLD))
  );
}
