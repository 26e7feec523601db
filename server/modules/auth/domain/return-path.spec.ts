import { safeReturnPath } from './return-path.js';

describe('where to go after signing in', () => {
  it.each(['/', '/requests/SS-000123', '/tickets?status=New&q=a%20b', '/tickets/SS-1#reply', '/login-help'])(
    'goes on to %s',
    (path) => {
      expect(safeReturnPath(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    null,
    7,
    ['/a', '/b'],
    '',
    'requests',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    'https://evil.example',
    'HTTPS:evil.example',
    'javascript:alert(1)',
    'data:text/html,hi',
    ' //evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/a\r\nSet-Cookie: a=b',
    '/\u0000',
    '/ä',
    '/login',
    '/login?returnUrl=/a',
    '/api/auth/oidc/oidc/start',
    '/attach/1/download',
    `/${'a'.repeat(500)}`,
  ])('never goes to %j', (path) => {
    expect(safeReturnPath(path)).toBe('/');
  });
});
