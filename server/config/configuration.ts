import { z } from 'zod';
import { gmailProblem } from './gmail-url.js';
import { identityProvidersOf, OIDC_VARIABLES, type IdentityProvider } from './identity-providers.js';
import { storagePlaceOf, StorageUrlError, STORAGE_VARIABLES, type StoragePlace } from './storage-url.js';
import { weakSecrets } from './weak-secrets.js';

/**
 * Everything the environment can set, parsed once at start; `process.env` is read nowhere else.
 * Every variable is described in `.env.example`.
 */
const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const optionalUrl = (protocols: readonly string[]) =>
  z.preprocess(
    blankIsUnset,
    z
      .string()
      .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
        message: `must be a URL starting with ${protocols.join(' or ')}//`,
      })
      .optional(),
  );
const optionalText = z.preprocess(blankIsUnset, z.string().optional());
const number = (fallback: number, min: number, max: number) =>
  z.preprocess(blankIsUnset, z.coerce.number().min(min).max(max).default(fallback));

const environment = z.object({
  NODE_ENV: z.preprocess(blankIsUnset, z.enum(['production', 'development', 'test']).optional()),
  HOST: z.preprocess(blankIsUnset, z.string().default('0.0.0.0')),
  PORT: number(3000, 0, 65_535),
  PUBLIC_URL: optionalUrl(['http:', 'https:']),
  TRUST_PROXY: optionalText,
  CORS_ORIGINS: optionalText,
  DATA_DIR: z.preprocess(blankIsUnset, z.string().default('./data')),
  DATABASE_URL: optionalUrl(['postgres:', 'postgresql:']),
  DATABASE_ADMIN_URL: optionalUrl(['postgres:', 'postgresql:']),
  DATABASE_POOL: number(8, 1, 100),
  REDIS_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .refine((text) => text === 'off' || /^(rediss?|unix):\/\/./.test(text), {
        message: 'must be a URL starting with redis://, rediss:// or unix://, or the word off',
      })
      .optional(),
  ),
  MAIL_URL: optionalUrl(['smtp:', 'smtps:', 'gmail:']),
  MAIL_FROM: z.preprocess(blankIsUnset, z.string().default('SmartSupport <desk@localhost.localdomain>')),
  REPLY_TO: optionalText,
  WEBHOOK_ALLOW_PRIVATE: z.preprocess(blankIsUnset, z.enum(['true', 'false']).default('false')),
  CDN_URL: optionalUrl(['http:', 'https:']),
  CDN_PURGE_URL: optionalUrl(['http:', 'https:']),
  CDN_PURGE_KEY: optionalText,
  WORKFLOW_URL: optionalUrl(['http:', 'https:']),
  WORKFLOW_KEY: optionalText,
  WORKFLOW_SECRET: optionalText,
  CLAMAV_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .refine((text) => (/^tcp:\/\/[^/?#]+\/?$/.test(text) ? URL.canParse(text) : /^unix:\/\/\/[^?#]+$/.test(text)), {
        message: 'must be tcp://host:port or unix:///path/of/the/socket',
      })
      .optional(),
  ),
  ...OIDC_VARIABLES,
  ...STORAGE_VARIABLES,
  JWT_SECRET: optionalText,
  ADMIN_EMAIL: optionalText,
  ADMIN_PASSWORD: optionalText,
  RATE_LIMIT_FACTOR: number(1, 0.01, 1_000_000),
  METRICS_TOKEN: optionalText,
  LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
  WORKERS: z.preprocess(blankIsUnset, z.enum(['on', 'off']).default('on')),
});

/** The parsed configuration; every member is explained in `.env.example`. */
export abstract class Configuration {
  /** `production` refuses what the standalone desk makes for itself (secrets, open docs, unscanned files). */
  abstract readonly isProduction: boolean;
  abstract readonly host: string;
  abstract readonly port: number;
  /** Base of every link in mails; never taken from a request. */
  abstract readonly publicUrl: string;
  abstract readonly trustProxy: string | null;
  abstract readonly corsOrigins: readonly string[];
  abstract readonly dataDir: string;
  abstract readonly storage: StoragePlace;
  /** Null: the embedded PostgreSQL in `dataDir`. */
  abstract readonly databaseUrl: string | null;
  abstract readonly databaseAdminUrl: string | null;
  abstract readonly databasePool: number;
  /** Null: a Redis or Valkey found on the PATH, otherwise none. `off`: none. */
  abstract readonly redisUrl: string | null;
  /** Null: the built-in mailbox. */
  abstract readonly mailUrl: string | null;
  abstract readonly mailFrom: string;
  /** Where answers to mails go; null: to the sender. */
  abstract readonly replyTo: string | null;
  /** Whether webhooks may go to private addresses, and without TLS. */
  abstract readonly webhookAllowPrivate: boolean;
  /** Base of the client's hashed files, without a slash at its end; null: the desk serves them itself. */
  abstract readonly cdnUrl: string | null;
  abstract readonly cdnPurgeUrl: string | null;
  abstract readonly cdnPurgeKey: string | null;
  abstract readonly workflowUrl: string | null;
  abstract readonly workflowKey: string | null;
  abstract readonly workflowSecret: string | null;
  /** The virus scanner (clamd); null: there is none, and files stay unscanned. */
  abstract readonly clamavUrl: string | null;
  /** Null until the secrets of `dataDir` are loaded; at least 32 characters. */
  abstract readonly jwtSecret: string | null;
  /** Whom else people may be vouched for by; none: passwords alone. */
  abstract readonly identityProviders: readonly IdentityProvider[];
  abstract readonly adminEmail: string | null;
  abstract readonly adminPassword: string | null;
  abstract readonly rateLimitFactor: number;
  /** What a monitor sends as bearer to read `/metrics`; null: there is no such page. */
  abstract readonly metricsToken: string | null;
  abstract readonly logLevel: string;
  /** Whether this HTTP process also works on background tasks. */
  abstract readonly runsWorkers: boolean;
}

export class ConfigurationError extends Error {}

/** Throws a ConfigurationError that names every wrong variable and what it must be. */
export function parseConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const result = environment.safeParse(env);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`The configuration is wrong:\n  ${lines.join('\n  ')}`);
  }
  const value = result.data;
  const isProduction = value.NODE_ENV === 'production';
  const identity = identityProvidersOf(value);
  const storage = placeOrProblem(() => storagePlaceOf(value));
  const mailProblem = value.MAIL_URL?.startsWith('gmail:') === true ? gmailProblem(value.MAIL_URL) : null;
  const problems = [
    !isProduction &&
      value.JWT_SECRET !== undefined &&
      value.JWT_SECRET.length < 32 &&
      'JWT_SECRET: at least 32 characters',
    value.WORKFLOW_SECRET !== undefined &&
      !/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value.WORKFLOW_SECRET) &&
      'WORKFLOW_SECRET: must be whsec_ followed by base64 of at least 24 bytes',
    mailProblem !== null && `MAIL_URL: ${mailProblem}`,
    value.CDN_URL !== undefined &&
      !/^https?:\/\/[\w.:[\]-]+(\/[\w./~-]*)?$/.test(value.CDN_URL) &&
      'CDN_URL: a host and at most a path, without user, question or fragment',
    isProduction && value.JWT_SECRET === undefined && 'JWT_SECRET: required in production',
    isProduction && value.DATABASE_URL === undefined && 'DATABASE_URL: required in production',
    isProduction && value.PUBLIC_URL === undefined && 'PUBLIC_URL: required in production',
    (value.ADMIN_EMAIL === undefined) !== (value.ADMIN_PASSWORD === undefined) &&
      'ADMIN_EMAIL and ADMIN_PASSWORD: set both or none',
    ...(isProduction ? weakSecrets(value) : []),
    ...identity.problems,
    typeof storage === 'string' && `STORAGE_URL: ${storage}`,
  ].filter((problem) => typeof problem === 'string');
  if (problems.length > 0 || typeof storage === 'string') {
    throw new ConfigurationError(`The configuration is wrong:\n  ${problems.join('\n  ')}`);
  }
  return {
    isProduction,
    host: value.HOST,
    port: value.PORT,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${String(value.PORT)}`).replace(/\/+$/, ''),
    trustProxy: value.TRUST_PROXY ?? null,
    corsOrigins: (value.CORS_ORIGINS ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
    dataDir: value.DATA_DIR,
    storage,
    databaseUrl: value.DATABASE_URL ?? null,
    databaseAdminUrl: value.DATABASE_ADMIN_URL ?? null,
    databasePool: value.DATABASE_POOL,
    redisUrl: value.REDIS_URL ?? null,
    mailUrl: value.MAIL_URL ?? null,
    mailFrom: value.MAIL_FROM,
    replyTo: value.REPLY_TO ?? null,
    webhookAllowPrivate: value.WEBHOOK_ALLOW_PRIVATE === 'true',
    cdnUrl: value.CDN_URL?.replace(/\/+$/, '') ?? null,
    cdnPurgeUrl: value.CDN_PURGE_URL ?? null,
    cdnPurgeKey: value.CDN_PURGE_KEY ?? null,
    workflowUrl: value.WORKFLOW_URL ?? null,
    workflowKey: value.WORKFLOW_KEY ?? null,
    workflowSecret: value.WORKFLOW_SECRET ?? null,
    clamavUrl: value.CLAMAV_URL ?? null,
    jwtSecret: value.JWT_SECRET ?? null,
    identityProviders: identity.providers,
    adminEmail: value.ADMIN_EMAIL ?? null,
    adminPassword: value.ADMIN_PASSWORD ?? null,
    rateLimitFactor: value.RATE_LIMIT_FACTOR,
    metricsToken: value.METRICS_TOKEN ?? null,
    logLevel: value.LOG_LEVEL,
    runsWorkers: value.WORKERS === 'on',
  };
}

function placeOrProblem(read: () => StoragePlace): StoragePlace | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof StorageUrlError) {
      return error.message;
    }
    throw error;
  }
}
