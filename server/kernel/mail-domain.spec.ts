import { domainOfAddress, mailDomain } from './mail-domain.js';

describe('a domain of mail', () => {
  it.each([
    ['example.com', 'example.com'],
    [' Example.COM ', 'example.com'],
    ['@example.com', 'example.com'],
    ['example.com.', 'example.com'],
    ['mail.corp.example.co.uk', 'mail.corp.example.co.uk'],
    ['müller.example', 'xn--mller-kva.example'],
    ['MÜLLER.example', 'xn--mller-kva.example'],
    ['xn--mller-kva.example', 'xn--mller-kva.example'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
    ['3com.example', '3com.example'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(mailDomain(typed)).toBe(kept);
  });

  it.each([
    '',
    '@',
    '.',
    'localhost',
    'com',
    '*.example.com',
    '*',
    'ada@example.com',
    'example.com/path',
    'example.com:25',
    'http://example.com',
    'exa mple.com',
    'example..com',
    '.example.com',
    '-example.com',
    'example-.com',
    'exam_ple.com',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    'example.com?',
    'example.com#',
    'example%2ecom',
    'example.c',
    `${'a'.repeat(64)}.example`,
    `${'abcdefghi.'.repeat(26)}example`,
  ])('%j is none', (typed) => {
    expect(mailDomain(typed)).toBeNull();
  });
});

describe('the domain of an address', () => {
  it.each([
    ['ada@example.com', 'example.com'],
    ['Ada@EXAMPLE.com', 'example.com'],
    ['ada@müller.example', 'xn--mller-kva.example'],
    // Only what stands after the last @ decides.
    ['ada@example.com@evil.example', 'evil.example'],
  ])('of %s is %s', (address, domain) => {
    expect(domainOfAddress(address)).toBe(domain);
  });

  it.each(['ada', '@example.com', 'ada@', 'ada@localhost'])('%s has none', (address) => {
    expect(domainOfAddress(address)).toBeNull();
  });
});
