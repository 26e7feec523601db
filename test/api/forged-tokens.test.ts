import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { LinkTokens } from '../../server/modules/auth/credentials/link-tokens.js';
import { InstanceQueries } from '../../server/modules/auth/persistence/instance.queries.js';
import { LinkMakers } from '../../server/modules/mail/mail.facade.js';
import { JWT_SECRET as SECRET, startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { PNG, submitTicket } from '../support/ticket-views.js';

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function hmacToken(payload: unknown, { secret = SECRET, alg = 'HS256', hash = 'sha256', header = {} } = {}): string {
  const text = `${encode({ alg, typ: 'JWT', ...header })}.${encode(payload)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}

describe('tokens that are none of ours', () => {
  let desk: Desk;
  let person: SignedIn;
  let other: SignedIn;
  let claims: Record<string, unknown>;
  let refreshClaims: Record<string, unknown>;
  let apiToken: string;
  let apiTokenId: string;
  let fileId: string;
  let links: Record<'reset' | 'invite' | 'setup' | 'download' | 'photo', string>;

  const payloadOf = (token: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  const parameterOf = (url: string | null, name: string): string => {
    const found = new URL(url ?? '', desk.url).searchParams.get(name);
    if (found === null) {
      throw new Error(`There is no ${name} in ${String(url)}`);
    }
    return found;
  };

  /** One real link of each kind: right where it belongs, and nowhere else. */
  const makeLinks = async (): Promise<typeof links> => {
    const makers = desk.app.get(LinkMakers);
    await desk.request('POST', '/api/auth/password/forgot', { body: { email: person.email } });
    const [reset] = await desk.database.query<{ id: string }>('SELECT id FROM password_resets WHERE user_id = $1', [
      person.id,
    ]);
    const invited = await desk.request<{ id: string }>('POST', '/api/users', {
      as: await desk.people.admin(),
      body: { email: 'invited@desk.example', firstName: 'In', lastName: 'Vited' },
    });
    const png = new Uint8Array(PNG);
    const ticket = await submitTicket(desk, person, { files: [{ name: 'a.png', type: 'image/png', bytes: png }] });
    fileId = ticket.body.attachments[0]?.id ?? '';
    const link = await desk.request<{ url: string }>('GET', `/api/attachments/${fileId}/link`, { as: person });
    const form = new FormData();
    form.append('files', new Blob([png], { type: 'image/png' }), 'me.png');
    const photo = await desk.request<{ avatarUrl: string }>('PUT', '/api/me/avatar', { as: person, body: form });
    const instance = await desk.app.get(InstanceQueries, { strict: false }).id();
    return {
      reset: parameterOf(await makers.make({ purpose: 'password-reset', rowId: reset?.id ?? '' }), 'token'),
      invite: parameterOf(await makers.make({ purpose: 'account-invite', rowId: invited.body.id }), 'token'),
      setup: desk.app.get(LinkTokens, { strict: false }).make('setup', instance, 'first administrator', null),
      download: parameterOf(link.body.url, 'signature'),
      photo: parameterOf(photo.body.avatarUrl, 'signature'),
    };
  };

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [person, other] = await Promise.all([desk.people.employee(), desk.people.employee()]);
    claims = payloadOf(person.access);
    refreshClaims = payloadOf(person.refresh);
    const made = await desk.request<{ id: string; token: string }>('POST', '/api/me/api-tokens', {
      as: person,
      body: { name: 'script', scopes: ['account:own'] },
    });
    apiToken = made.body.token;
    apiTokenId = made.body.id;
    links = await makeLinks();
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
    ['algorithm none written as a number', () => `${encode({ alg: 0 })}.${encode(claims)}.`],
    ['a list of algorithms', () => hmacToken(claims, { header: { alg: ['HS256', 'none'] } })],
    ['no algorithm', () => hmacToken(claims, { header: { alg: undefined } })],
    ['a header that is no JSON', () => person.access.replace(/^[^.]+/, encode('{alg:HS256}'))],
    [
      'a key that the token brings along',
      () =>
        hmacToken(claims, {
          secret: 'brought-along-brought-along-brought',
          header: { jwk: { kty: 'oct', k: encode('brought-along-brought-along-brought') } },
        }),
    ],
    [
      'a key that is to be fetched',
      () => hmacToken(claims, { secret: 'x', header: { jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1/c' } }),
    ],
    ['the empty file as key', () => hmacToken(claims, { secret: '', header: { kid: '../../../../dev/null' } })],
    ['a key id for a database', () => hmacToken(claims, { secret: 'x', header: { kid: "x' UNION SELECT 'x" } })],
    [
      'issued tomorrow',
      () => hmacToken({ ...claims, iat: Number(claims['iat']) + 86_400, exp: Number(claims['exp']) + 86_400 }),
    ],
    ['an expiry as text', () => hmacToken({ ...claims, exp: String(claims['exp']) })],
    ['an expiry below nought', () => hmacToken({ ...claims, exp: -1 })],
    ['an endless expiry', () => hmacToken({ ...claims, exp: 1e308 })],
    ['an expiry of null', () => hmacToken({ ...claims, exp: null })],
    ['a list of people', () => hmacToken({ ...claims, sub: [claims['sub']] })],
    ['a person that is an object', () => hmacToken({ ...claims, sub: { $ne: null } })],
    ['a list of sessions', () => hmacToken({ ...claims, sid: [claims['sid']] })],
    ['somebody else with this session', () => hmacToken({ ...claims, sub: other.id })],
    ['the type in capitals', () => hmacToken({ ...claims, typ: 'ACCESS' })],
    ['the audience of refresh tokens', () => hmacToken({ ...claims, aud: refreshClaims['aud'] })],
    ['a refresh token that says it is for access', () => hmacToken({ ...refreshClaims, aud: claims['aud'] })],
    ['the secret of another desk', () => hmacToken(claims, { secret: 'another-desk-another-desk-another-desk-1' })],
    ['the secret in other letters', () => hmacToken(claims, { secret: SECRET.toUpperCase() })],
    ['the signature of another token', () => person.access.replace(/[^.]+$/, other.access.split('.')[2] ?? '')],
    ['an empty signature', () => person.access.replace(/[^.]+$/, '')],
    ['the signature twice', () => `${person.access}.${person.access.split('.')[2] ?? ''}`],
    ['a dot too many', () => person.access.replace('.', '..')],
    ['a dot at the end', () => `${person.access}.`],
    ['a dot in front', () => `.${person.access}`],
    ['a blank inside', () => person.access.replace('.', '. ')],
    ['a tab inside', () => person.access.replace('.', '\t.')],
    ['in small letters', () => person.access.toLowerCase()],
    ['two tokens', () => `${person.access}, ${other.access}`],
    ['in quotes', () => `"${person.access}"`],
    ['encoded once more', () => Buffer.from(person.access).toString('base64')],
    ['letters that are none of base64', () => person.access.replace(/^.../, 'é§ü')],
    ['twelve thousand letters', () => hmacToken({ ...claims, more: 'x'.repeat(9_000) }, { secret: 'x' })],
    ['the scheme twice', () => `Bearer ${person.access}`],
    ['the API token in other letters', () => apiToken.toUpperCase()],
    ['the API token without its beginning', () => apiToken.slice(4)],
    ['the API token and more', () => `${apiToken}a`],
    ['the id of the API token', () => `sst_${apiTokenId}`],
    ['a link that resets a password', () => links.reset],
    ['a link that invites', () => links.invite],
    ['a link that sets up', () => links.setup],
    ['the signature of a download', () => links.download],
    ['the signature of a photo', () => links.photo],
    ['the password', () => person.password],
  ];

  it('are more than thirty, all different', () => {
    expect(forgeries.length).toBeGreaterThan(30);
    expect(new Set(forgeries.map(([name]) => name)).size).toBe(forgeries.length);
  });

  it.each(forgeries)('%s: 401', async (_name, make) => {
    const answer = await me(`Bearer ${make()}`);
    expect(answer.status).toBe(401);
    // Why is nobody's business: one answer, word for word, and nothing beside it.
    expect(answer.body).toEqual({
      error: 'Authentication required',
      code: 'AUTHENTICATION_REQUIRED',
      requestId: expect.any(String) as string,
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('www-authenticate') ?? '').not.toMatch(/error|expired|invalid|signature/i);
  });

  it.each(forgeries.filter(([name]) => name !== 'the refresh token'))(
    '%s, as a refresh token: nothing is opened, and the session lives on',
    async (_name, make) => {
      const answer = await desk.request<Refusal>('POST', '/api/token/refresh/', { body: { refresh: make() } });
      expect([400, 401]).toContain(answer.status);
      expect(Object.keys(answer.body)).not.toContain('access');
      expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/ey[A-Za-z0-9_-]+\./);
      expect((await me(`Bearer ${person.access}`)).status).toBe(200);
    },
  );

  it.each(['Basic dXNlcjpwYXNz', 'bearer', 'Token abc', 'null'])('Authorization: %s: 401', async (authorization) => {
    expect((await me(authorization)).status).toBe(401);
  });

  it('a role written into the token changes nothing', async () => {
    const answer = await desk.request('GET', '/api/users', {
      as: { access: hmacToken({ ...claims, role: 'System Admin' }) },
    });
    expect(answer.status).toBe(403);
  });

  it.each<[string, string, Record<string, string>]>([
    ['the query', '/api/me?access_token=TOKEN&token=TOKEN', {}],
    ['a cookie', '/api/me', { cookie: 'access=TOKEN; token=TOKEN; Authorization=Bearer TOKEN' }],
    ['another header', '/api/me', { 'x-access-token': 'TOKEN', 'x-authorization': 'Bearer TOKEN' }],
    ['the proxy’s header', '/api/me', { 'proxy-authorization': 'Bearer TOKEN' }],
    ['another scheme', '/api/me', { authorization: 'Basic TOKEN' }],
    ['no scheme', '/api/me', { authorization: 'TOKEN' }],
  ])('a right token in %s opens nothing', async (_name, path, headers) => {
    const put = (text: string): string => text.replaceAll('TOKEN', person.access);
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, put(value)]));
    expect((await desk.request('GET', put(path), { headers: sent })).status).toBe(401);
  });

  it('a right token in the body opens nothing', async () => {
    const body = { authorization: `Bearer ${person.access}`, access_token: person.access };
    expect((await desk.request('PATCH', '/api/me', { body })).status).toBe(401);
  });

  it('the scheme is read in capitals and small letters', async () => {
    expect((await me(`BEARER ${person.access}`)).status).toBe(200);
    expect((await me(`bearer ${person.access}`)).status).toBe(200);
    expect((await me(`bEaReR ${apiToken}`)).status).toBe(200);
  });

  it.each([
    ['an access token', () => person.access],
    ['a refresh token', () => person.refresh],
    ['an API token', () => apiToken],
    ['the signature of a download', () => links.download],
    ['a link for another purpose', () => links.setup],
  ])('%s resets no password and confirms no address', async (_name, make) => {
    const token = make();
    for (const [path, body] of [
      ['/api/auth/password/reset', { token, password: 'another-Good-one-77' }],
      ['/api/auth/email/confirm', { token }],
    ] as const) {
      const answer = await desk.request<Refusal>('POST', path, { body });
      // Too long for any link, or a link that is none of this purpose.
      expect(answer.status).toBe(400);
      expect(['LINK_INVALID', 'VALIDATION_FAILED']).toContain(answer.body.code);
    }
    expect((await me(`Bearer ${person.access}`)).status).toBe(200);
  });

  it.each([
    ['a link that resets', () => links.reset],
    ['a link that invites', () => links.invite],
    ['an API token', () => apiToken],
  ])('%s opens no set-up', async (_name, make) => {
    const token = make();
    expect((await desk.request('GET', `/api/auth/setup?token=${token}`)).body).toEqual({ valid: false });
    const someone = { email: 'x@desk.example', firstName: 'Some', lastName: 'Body', password: 'another-Good-one-77' };
    const answer = await desk.request<Refusal>('POST', '/api/auth/setup', { body: { ...someone, token } });
    expect([answer.status, answer.body.code]).toEqual([400, 'LINK_INVALID']);
  });

  it('the signature of a download opens no photo, that of a photo no file, and neither another of its kind', async () => {
    const query = `?expires=${String(Math.floor(Date.now() / 1_000) + 30)}&signature=`;
    for (const signature of [links.download, links.photo]) {
      expect((await desk.request('GET', `/attach/${fileId}/download${query}${signature}`)).status).toBe(401);
      expect((await desk.request('GET', `/avatars/${person.id}/256${query}${signature}`)).status).toBe(404);
      expect((await desk.request('GET', `/avatars/${other.id}/256${query}${signature}`)).status).toBe(404);
    }
  });

  it('of a deleted session, an older epoch or an account that is no longer approved is none any more', async () => {
    const [deleted, older, gone] = await Promise.all([
      desk.people.employee(),
      desk.people.employee(),
      desk.people.employee(),
    ]);
    await desk.database.query('DELETE FROM sessions WHERE user_id = $1', [deleted.id]);
    await desk.database.query('UPDATE users SET epoch = epoch + 1 WHERE id = $1', [older.id]);
    await desk.database.query(`UPDATE users SET status = 'Rejected' WHERE id = $1`, [gone.id]);
    for (const { access, refresh } of [deleted, older, gone]) {
      expect((await me(`Bearer ${access}`)).status).toBe(401);
      expect((await desk.request('POST', '/api/token/refresh/', { body: { refresh } })).status).toBe(401);
    }
  });

  it('expires when its time has come', async () => {
    desk.clock.advance(901_000);
    expect((await me(`Bearer ${person.access}`)).status).toBe(401);
  });
});
