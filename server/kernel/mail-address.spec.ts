import { isMailAddress } from './mail-address.js';

describe('mail addresses', () => {
  it.each(['ada@example.com', 'a.b+c@sub.example.co', "o'neil@example.com", 'ärger@exämple.com'])(
    'accepts %s',
    (address) => {
      expect(isMailAddress(address)).toBe(true);
    },
  );

  it.each([
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\nRCPT TO:<eve@example.com>',
    'ada@example.com, eve@example.com',
    'Ada <ada@example.com>',
    'ada@@example.com',
    'ada',
    'ada@',
    '@example.com',
    'ada..b@example.com',
    `${'a'.repeat(65)}@example.com`,
    '',
  ])('refuses %j', (address) => {
    expect(isMailAddress(address)).toBe(false);
  });
});
