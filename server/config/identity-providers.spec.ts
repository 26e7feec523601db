import { identityProvidersOf } from './identity-providers.js';

const SINGLE = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'desk' };
const listed = (...items: object[]) => identityProvidersOf({ OIDC_PROVIDERS: JSON.stringify(items) });
const PARTNER = { key: 'partner', issuer: 'https://partner.example', clientId: 'desk' };

describe('identity providers of the environment', () => {
  it('are none by default', () => {
    expect(identityProvidersOf({})).toEqual({ providers: [], problems: [] });
  });

  it('are the single one with its defaults, and a public client without a secret', () => {
    expect(identityProvidersOf(SINGLE).providers).toEqual([
      {
        key: 'oidc',
        name: 'single sign-on',
        issuer: 'https://id.example',
        clientId: 'desk',
        clientSecret: null,
        scopes: 'openid email profile',
      },
    ]);
  });

  it('are the single one and those of the list, in this order', () => {
    const given = { ...SINGLE, OIDC_PROVIDERS: JSON.stringify([{ ...PARTNER, name: 'Partner', clientSecret: 's' }]) };
    const { providers, problems } = identityProvidersOf(given);
    expect([providers.map(({ key }) => key), problems]).toEqual([['oidc', 'partner'], []]);
  });

  it.each([
    [{ OIDC_ISSUER: 'https://id.example' }, /OIDC_ISSUER and OIDC_CLIENT_ID/],
    [{ OIDC_CLIENT_SECRET: 'hidden-secret' }, /OIDC_ISSUER and OIDC_CLIENT_ID/],
    [{ ...SINGLE, OIDC_ISSUER: 'id.example' }, /^OIDC_ISSUER: must be a URL/],
    [{ ...SINGLE, OIDC_ISSUER: 'https://id.example?a=b' }, /^OIDC_ISSUER: must be the issuer itself/],
    [{ ...SINGLE, OIDC_ISSUER: 'https://id.example/.well-known/openid-configuration' }, /^OIDC_ISSUER: .*well-known/],
    [{ ...SINGLE, OIDC_SCOPES: 'email profile' }, /^OIDC_SCOPES: must contain openid/],
    [{ OIDC_PROVIDERS: '[{"clientSecret":"hidden-secret"' }, /^OIDC_PROVIDERS: must be a JSON list of objects$/],
    [{ OIDC_PROVIDERS: '{}' }, /^OIDC_PROVIDERS: must be a JSON list of objects$/],
  ])('say what is wrong with %j, and no secret', (given, problem) => {
    const { providers, problems } = identityProvidersOf(given);
    expect(providers).toEqual([]);
    expect(problems.join('\n')).toMatch(problem);
    expect(problems.join('\n')).not.toContain('hidden-secret');
  });

  it('name place and member of what is wrong in the list', () => {
    expect(listed(PARTNER, { ...PARTNER, key: 'Two', clientId: '' }).problems).toEqual([
      expect.stringMatching(/^OIDC_PROVIDERS 2\.key: must be up to 31/) as string,
      'OIDC_PROVIDERS 2.clientId: must not be empty',
    ]);
    expect(listed({ ...PARTNER, secret: 'x' }).problems.join()).toContain('secret');
    expect(listed(PARTNER, PARTNER).problems).toEqual(['OIDC_PROVIDERS: the key partner is there twice']);
  });
});
