import fc from 'fast-check';
import { isAllowedAddress } from './outgoing-address.js';
import { targetProblem } from './outgoing-url.js';

const byte = fc.integer({ min: 0, max: 255 });
const rest = (count: number) => fc.array(byte, { minLength: count, maxLength: count });
const hex = (a: number, b: number): string => (a * 256 + b).toString(16);
const v4 = (start: readonly number[]) => rest(4 - start.length).map((more) => [...start, ...more].join('.'));
const v6 = (start: string, groups: number) =>
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: groups, maxLength: groups })
    .map((more) => `${start}${more.map((group) => group.toString(16)).join(':')}`);
/** An IPv4 address of the inside. */
const inside4 = fc.oneof(
  v4([0]),
  v4([10]),
  v4([127]),
  v4([169, 254]),
  v4([192, 168]),
  v4([198, 18]),
  v4([192, 0, 0]),
  v4([203, 0, 113]),
  fc.integer({ min: 16, max: 31 }).chain((second) => v4([172, second])),
  fc.integer({ min: 64, max: 127 }).chain((second) => v4([100, second])),
  fc.integer({ min: 224, max: 255 }).chain((first) => v4([first])),
);
const wrapped = (address: string): string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return [
    `::ffff:${address}`,
    `::ffff:${hex(a, b)}:${hex(c, d)}`,
    `::ffff:0:${hex(a, b)}:${hex(c, d)}`,
    `::${hex(a, b)}:${hex(c, d)}`,
    `64:ff9b::${hex(a, b)}:${hex(c, d)}`,
    `64:ff9b:1::${hex(a, b)}:${hex(c, d)}`,
    `2002:${hex(a, b)}:${hex(c, d)}::1`,
    `2001:0:${hex(a, b)}:${hex(c, d)}::1`,
  ];
};

describe('addresses that the desk connects to because somebody typed them', () => {
  it('are none of IPv4 that is not for the world', () => {
    fc.assert(fc.property(inside4, (address) => !isAllowedAddress(address)));
  });

  it('are none of IPv6 that wraps IPv4, whatever it wraps', () => {
    fc.assert(
      fc.property(fc.oneof(inside4, v4([])), (address) => wrapped(address).every((one) => !isAllowedAddress(one))),
    );
  });

  it('are none of IPv6 that is not for the world', () => {
    const inside6 = fc.oneof(
      v6('fc00:', 7),
      v6('fd12:', 7),
      v6('fe80:', 7),
      v6('fec0:', 7),
      v6('ff02:', 7),
      v6('2001:db8:', 6),
    );
    fc.assert(fc.property(inside6, (address) => !isAllowedAddress(address)));
    expect(
      ['::', '::1', '168.63.129.16', 'fe80::1%eth0', 'localhost', ''].filter((one) => isAllowedAddress(one)),
    ).toEqual([]);
  });

  it('are those of the world', () => {
    expect(
      ['1.1.1.1', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001::1'].every((one) => isAllowedAddress(one)),
    ).toBe(true);
  });

  it('may be private where that is allowed, but never those of the metadata of clouds', () => {
    expect(['127.0.0.1', '10.0.0.1', '::1', 'fd00::1', '1.1.1.1'].every((one) => isAllowedAddress(one, true))).toBe(
      true,
    );
    expect(['169.254.169.254', 'fe80::1', '0.0.0.0', '224.0.0.1'].some((one) => isAllowedAddress(one, true))).toBe(
      false,
    );
  });
});

describe('a target that somebody typed', () => {
  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'https://user:secret@example.com/',
    'https://localhost/',
    'https://localhost./',
    'https://desk.internal/',
    'https://intranet/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'nonsense',
    `https://example.com/${'x'.repeat(2_000)}`,
  ])('is refused: %s', (text) => {
    expect(targetProblem(text)).not.toBeNull();
  });

  it.each(['https://example.com/hooks?token=1', 'https://93.184.216.34:8443/', 'https://[2606:4700::1111]/'])(
    'is fine: %s',
    (text) => {
      expect(targetProblem(text)).toBeNull();
    },
  );

  it('may be HTTP and private where that is allowed', () => {
    expect(targetProblem('http://127.0.0.1:3000/hook', true)).toBeNull();
    expect(targetProblem('http://169.254.169.254/', true)).not.toBeNull();
  });
});
