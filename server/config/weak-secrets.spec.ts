import { randomBytes } from 'node:crypto';
import { parseConfiguration } from './configuration.js';
import { weakSecrets, type SecretVariable } from './weak-secrets.js';

const GOOD = {
  JWT_SECRET: 'PnJ4u0eM7s1bYk9vQ2dXh8wTzR5cLf3a',
  WORKFLOW_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
  METRICS_TOKEN: '9f2c41d7be083a65f1e4c7d2',
  ADMIN_PASSWORD: 'kettle-otter-violet',
};
const WORDS = 'made of words that stand in examples, which guesses begin with';
const ROW = 'a row of the alphabet or the keyboard';
const PATTERN = 'one pattern repeated';
const FEW = 'made of too few different characters';

describe('a secret that production refuses', () => {
  it.each<[SecretVariable, string, string]>([
    ['JWT_SECRET', 'x7Kq9-short', 'too short: at least 32 characters'],
    ['JWT_SECRET', 'a'.repeat(40), FEW],
    ['JWT_SECRET', '0101010101010101010101010101010101', FEW],
    ['JWT_SECRET', 'only-for-tests-only-for-tests-only-for-tests', PATTERN],
    ['JWT_SECRET', 'Xk3$9qLp2vXk3$9qLp2vXk3$9qLp2vXk3$', PATTERN],
    ['JWT_SECRET', 'abcdefghijklmnopqrstuvwxyz0123456789', ROW],
    ['JWT_SECRET', 'qwertyuiopasdfghjklzxcvbnm1234567890', ROW],
    ['JWT_SECRET', 'zyxwvutsrqponmlkjihgfedcba9876543210', ROW],
    ['JWT_SECRET', 'change-me-please-change-this-secret-now', WORDS],
    ['JWT_SECRET', 'your-super-secret-jwt-key-change-in-production', WORDS],
    ['JWT_SECRET', 'SmartSupport-JWT-Secret-Key-For-Production-2026', WORDS],
    ['JWT_SECRET', 'my_very_long_secret_key_must_be_here_123', WORDS],
    ['WORKFLOW_SECRET', `whsec_${'A'.repeat(43)}=`, FEW],
    ['WORKFLOW_SECRET', `whsec_${'QUJD'.repeat(11)}`, FEW],
    ['WORKFLOW_SECRET', `whsec_${Buffer.from('changeme-workflow-secret-please').toString('base64')}`, WORDS],
    ['METRICS_TOKEN', 'metrics', 'too short: at least 24 characters'],
    ['METRICS_TOKEN', 'metrics-token-change-me-please', WORDS],
    ['ADMIN_PASSWORD', 'admin', 'too short: at least 12 characters'],
    ['ADMIN_PASSWORD', 'Password123!', WORDS],
    ['ADMIN_PASSWORD', 'Admin-Password-2026', WORDS],
    ['ADMIN_PASSWORD', 'ChangeMe12345678', WORDS],
    ['ADMIN_PASSWORD', 'changeme-changeme', WORDS],
    ['ADMIN_PASSWORD', 'SmartSupport1!', WORDS],
    ['ADMIN_PASSWORD', 'qwertyuiop12', ROW],
    ['ADMIN_PASSWORD', 'aaaaaaaaaaaa', FEW],
  ])('%s=%s is %s', (name, value, weakness) => {
    const [line, ...others] = weakSecrets({ ...GOOD, [name]: value });
    expect(others).toEqual([]);
    expect(line).toMatch(new RegExp(`^${name}: it is .*; (make|choose) one`));
    expect(line).toContain(weakness);
  });

  it('is no other: good ones pass, and those that are not set', () => {
    expect(weakSecrets(GOOD)).toEqual([]);
    expect(weakSecrets({})).toEqual([]);
    expect(weakSecrets({ JWT_SECRET: 'seven otters juggle violet kettles on thursdays' })).toEqual([]);
    for (const password of [
      'Tr4vel!ng-l1ght',
      'h7Gq-29xP-mmZ4',
      'first-Administrator-2031',
      'correct horse battery staple',
    ]) {
      expect(weakSecrets({ ADMIN_PASSWORD: password })).toEqual([]);
    }
  });

  it.each(['hex', 'base64', 'base64url'] as const)('is none of 2,000 made by a generator, as %s', (encoding) => {
    const made = Array.from({ length: 2_000 }, () => randomBytes(32).toString(encoding));
    expect(made.flatMap((secret) => weakSecrets({ JWT_SECRET: secret, METRICS_TOKEN: secret }))).toEqual([]);
    const workflow = made.map((secret) => `whsec_${Buffer.from(secret, encoding).toString('base64')}`);
    expect(workflow.flatMap((secret) => weakSecrets({ WORKFLOW_SECRET: secret }))).toEqual([]);
  });
});

describe('the configuration', () => {
  const production = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://desk@localhost/desk',
    PUBLIC_URL: 'https://desk.example',
    ADMIN_EMAIL: 'ada@desk.example',
    ...GOOD,
  };

  it('of production names every weak secret at once, without showing any', () => {
    expect(parseConfiguration(production).isProduction).toBe(true);
    const weak = { JWT_SECRET: 'change-me-please-change-this-secret-now', ADMIN_PASSWORD: 'Password123!' };
    expect(() => parseConfiguration({ ...production, ...weak })).toThrow(
      /JWT_SECRET: it is made of words.*openssl rand -base64 48\n.*ADMIN_PASSWORD: it is made of words.*set-up link/s,
    );
    try {
      parseConfiguration({ ...production, ...weak });
    } catch (error) {
      expect(String(error)).not.toContain('Password123');
      expect(String(error)).not.toContain('change-me');
    }
  });

  it('of a standalone desk takes them as they are', () => {
    const weak = { JWT_SECRET: 'change-me-please-change-this-secret-now', METRICS_TOKEN: 'metrics' };
    expect(parseConfiguration(weak).metricsToken).toBe('metrics');
  });
});
