import { AUDIENCES, ISSUER, LIFETIMES, readClaims } from './token-claims.js';

const now = new Date('2026-09-07T08:00:00Z');
const iat = now.getTime() / 1_000;
const id = '019a8a00-0000-7000-8000-000000000001';
const good = {
  iss: ISSUER,
  aud: AUDIENCES.access,
  typ: 'access',
  sub: id,
  sid: id,
  jti: id,
  iat,
  exp: iat + LIFETIMES.access,
};

describe('what a signed token must say', () => {
  it('is accepted when every claim is right', () => {
    expect(readClaims(good, 'access', now)).toEqual({ userId: id, sessionId: id, tokenId: id, expiresAt: good.exp });
  });

  it.each([
    ['no object', 'text'],
    ['nothing', null],
    ['another issuer', { ...good, iss: 'elsewhere' }],
    ['no issuer', { ...good, iss: undefined }],
    ['another audience', { ...good, aud: 'elsewhere' }],
    ['a list of audiences', { ...good, aud: [AUDIENCES.access] }],
    ['another type', { ...good, typ: 'refresh' }],
    ['no type', { ...good, typ: undefined }],
    ['a refresh token', { ...good, typ: 'refresh', aud: AUDIENCES.refresh }],
    ['no expiry', { ...good, exp: undefined }],
    ['an expiry that is text', { ...good, exp: '9999999999' }],
    ['expired just now', { ...good, iat: iat - 900, exp: iat }],
    ['no issue time', { ...good, iat: undefined }],
    ['a longer life than we give', { ...good, exp: iat + LIFETIMES.access + 1 }],
    ['a time of issue that is to come', { ...good, iat: iat + 86_400, exp: iat + 86_500 }],
    ['an end before its beginning', { ...good, iat: iat + 100, exp: iat + 50 }],
    ['no person', { ...good, sub: undefined }],
    ['a person that is no id', { ...good, sub: 'admin' }],
    ['no session', { ...good, sid: '' }],
    ['no id of its own', { ...good, jti: undefined }],
  ])('%s is refused', (_name, payload) => {
    expect(readClaims(payload, 'access', now)).toBeNull();
  });

  it('a refresh token lives longer, and is good for refreshing alone', () => {
    const refresh = { ...good, aud: AUDIENCES.refresh, typ: 'refresh', exp: iat + LIFETIMES.refresh };
    expect(readClaims(refresh, 'refresh', now)).not.toBeNull();
    expect(readClaims(good, 'refresh', now)).toBeNull();
  });
});
