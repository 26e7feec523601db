import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { JWT_SECRET as SECRET, startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function hmacToken(payload: unknown, { secret = SECRET, alg = 'HS256', hash = 'sha256' } = {}): string {
  const text = `${encode({ alg, typ: 'JWT' })}.${encode(payload)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}

describe('tokens that are none of ours', () => {
  let desk: Desk;
  let person: SignedIn;
  let claims: Record<string, unknown>;

  beforeAll(async () => {
    desk = await startDesk({ env: { JWT_SECRET: SECRET } });
    person = await desk.people.employee();
    claims = JSON.parse(Buffer.from(person.access.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
  });
  afterAll(async () => {
    await desk.close();
  });

  const me = async (authorization: string) => desk.request<Refusal>('GET', '/api/me', { headers: { authorization } });

  it('a copy signed with the right key and the right claims would be one (the test can tell)', async () => {
    expect((await me(`Bearer ${hmacToken(claims)}`)).status).toBe(200);
  });

  const forgeries: [string, () => string][] = [
    ['algorithm none', () => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`],
    [
      'algorithm none, with a signature',
      () => `${encode({ alg: 'none' })}.${encode(claims)}.${person.access.split('.')[2] ?? ''}`,
    ],
    ['algorithm nOnE', () => `${encode({ alg: 'nOnE' })}.${encode(claims)}.`],
    ['another key', () => hmacToken(claims, { secret: 'another-secret-another-secret-another' })],
    ['an empty key', () => hmacToken(claims, { secret: '' })],
    ['HS512 with the right key', () => hmacToken(claims, { alg: 'HS512', hash: 'sha512' })],
    ['HS384 with the right key', () => hmacToken(claims, { alg: 'HS384', hash: 'sha384' })],
    [
      'RS256 with a key of the forger',
      () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
        return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
      },
    ],
    [
      'HS256 with a public key as secret',
      () => {
        const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return hmacToken(claims, { secret: publicKey.export({ type: 'spki', format: 'pem' }) as string });
      },
    ],
    ['expired', () => hmacToken({ ...claims, iat: Number(claims['iat']) - 3600, exp: Number(claims['exp']) - 3600 })],
    ['without expiry', () => hmacToken({ ...claims, exp: undefined })],
    ['an expiry in a hundred years', () => hmacToken({ ...claims, exp: Number(claims['exp']) + 3_153_600_000 })],
    ['without time of issue', () => hmacToken({ ...claims, iat: undefined })],
    ['another issuer', () => hmacToken({ ...claims, iss: 'somebody' })],
    ['without issuer', () => hmacToken({ ...claims, iss: undefined })],
    ['another audience', () => hmacToken({ ...claims, aud: 'somebody' })],
    ['several audiences', () => hmacToken({ ...claims, aud: [claims['aud'], 'somebody'] })],
    ['without audience', () => hmacToken({ ...claims, aud: undefined })],
    ['another type', () => hmacToken({ ...claims, typ: 'refresh' })],
    ['without type', () => hmacToken({ ...claims, typ: undefined })],
    ['another person', () => hmacToken({ ...claims, sub: '019a8a00-0000-7000-8000-00000000ffff' })],
    ['a session that does not exist', () => hmacToken({ ...claims, sid: '019a8a00-0000-7000-8000-00000000ffff' })],
    ['a session that is no id', () => hmacToken({ ...claims, sid: "' OR 1=1 --" })],
    ['without session', () => hmacToken({ ...claims, sid: undefined })],
    ['not before tomorrow', () => hmacToken({ ...claims, nbf: Number(claims['exp']) + 86_400 })],
    ['a payload that is text', () => hmacToken('just text')],
    ['a payload that is null', () => hmacToken(null)],
    ['a payload that is a list', () => hmacToken([claims])],
    [
      'an altered payload',
      () => person.access.replace(/\.[^.]+\./, `.${encode({ ...claims, role: 'System Admin' })}.`),
    ],
    ['a cut signature', () => person.access.slice(0, -4)],
    ['no signature', () => person.access.split('.').slice(0, 2).join('.')],
    ['the refresh token', () => person.refresh],
    ['garbage', () => 'garbage'],
    ['dots', () => '..'],
    ['an API token nobody has', () => `sst_${'a'.repeat(43)}`],
    ['nothing', () => ''],
  ];

  it.each(forgeries)('%s: 401', async (_name, make) => {
    const answer = await me(`Bearer ${make()}`);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ error: 'Authentication required', code: 'AUTHENTICATION_REQUIRED' });
  });

  it.each(['Basic dXNlcjpwYXNz', 'bearer', 'Token abc', 'null'])('Authorization: %s: 401', async (authorization) => {
    expect((await me(authorization)).status).toBe(401);
  });

  it('a role written into the token changes nothing', async () => {
    const answer = await desk.request('GET', '/api/users', {
      as: { access: hmacToken({ ...claims, role: 'System Admin' }) },
    });
    expect(answer.status).toBe(403);
  });

  it('expires when its time has come', async () => {
    desk.clock.advance(901_000);
    expect((await me(`Bearer ${person.access}`)).status).toBe(401);
  });
});
