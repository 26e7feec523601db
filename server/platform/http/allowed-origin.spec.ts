import { isOriginAllowed } from './allowed-origin.js';

const RULE = { publicUrl: 'https://desk.example/', corsOrigins: ['https://intranet.example'] };

describe('the origin of a page that opens a socket', () => {
  it.each([
    ['none, from a program', undefined, 'desk.example', true],
    ['the desk itself, by its public address', 'https://desk.example', 'server-3:3000', true],
    ['the desk itself, by the host that was asked', 'http://localhost:3000', 'localhost:3000', true],
    ['one that is configured', 'https://intranet.example', 'desk.example', true],
    ['a stranger', 'https://evil.example', 'desk.example', false],
    ['a stranger with our name in front', 'https://desk.example.evil.example', 'desk.example', false],
    ['our host on another port', 'https://desk.example:8443', 'desk.example', false],
    ['a sandbox', 'null', 'desk.example', false],
    ['nonsense', 'desk.example', 'desk.example', false],
    ['nothing to compare with', 'https://evil.example', undefined, false],
  ])('%s', (_, origin, host, isAllowed) => {
    expect(isOriginAllowed(origin, host, RULE)).toBe(isAllowed);
  });
});
