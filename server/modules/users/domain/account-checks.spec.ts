import { checkDomain } from './account-checks.js';

describe('what an address says about a registration', () => {
  it.each([
    ['a trusted domain', 'ada@corp.example', ['corp.example'], false, 'trusted'],
    ['in any case', 'ada@CORP.Example', ['corp.example'], false, 'trusted'],
    ['a subdomain is somebody else’s', 'ada@mail.corp.example', ['corp.example'], false, 'unknown'],
    ['a look-alike', 'ada@corp.example.org', ['corp.example'], false, 'unknown'],
    ['where a colleague has an address', 'ada@partner.example', [], true, 'known'],
    ['where nobody has one', 'ada@partner.example', [], false, 'unknown'],
    ['a free mail service, whoever is there', 'ada@gmail.com', [], true, 'unknown'],
    ['a free mail service that somebody trusts', 'ada@gmail.com', ['gmail.com'], true, 'trusted'],
  ] as const)('%s', (_name, email, trusted, isUsed, check) => {
    expect(checkDomain(email, trusted, isUsed)).toBe(check);
  });
});
