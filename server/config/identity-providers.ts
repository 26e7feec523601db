import { z } from 'zod';

/** An OpenID Connect provider, as whoever runs the desk describes it. */
export interface IdentityProvider {
  /** In addresses and rows; never changes. */
  readonly key: string;
  /** On the button. */
  readonly name: string;
  /** Trusted as given, plain http and loopback too. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, which has PKCE alone. */
  readonly clientSecret: string | null;
  readonly scopes: string;
}

interface OidcValues {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_NAME?: string | undefined;
  readonly OIDC_SCOPES?: string | undefined;
  readonly OIDC_PROVIDERS?: string | undefined;
}

const SINGLE_KEY = 'oidc';
const DEFAULT_NAME = 'single sign-on';
const DEFAULT_SCOPES = 'openid email profile';

const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());

/** The variables by themselves; what they mean together is `identityProvidersOf`. */
export const OIDC_VARIABLES = {
  OIDC_ISSUER: text,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: text,
  OIDC_SCOPES: text,
  OIDC_PROVIDERS: text,
};

const issuer = z
  .string('must be text')
  .refine((value) => URL.canParse(value) && ['https:', 'http:'].includes(new URL(value).protocol), {
    message: 'must be a URL starting with https:// or http://',
  })
  .refine((value) => !/[?#]/.test(value), { message: 'must be the issuer itself, without ? and #' })
  .refine((value) => !value.includes('/.well-known/'), {
    message: 'must be the issuer itself, without /.well-known/openid-configuration',
  });
const line = (max: number) =>
  z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${String(max)} characters`)
    .refine((value) => !/\p{Cc}/u.test(value), { message: 'must be one line' });
const scopes = line(500).refine((value) => value.split(/\s+/).includes('openid'), {
  message: 'must contain openid',
});

const provider = z.strictObject({
  key: z
    .string('must be text')
    .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be up to 31 small letters, digits and hyphens, beginning with a letter'),
  name: line(60).default(DEFAULT_NAME),
  issuer,
  clientId: line(500),
  clientSecret: line(1_000).optional(),
  scopes: scopes.default(DEFAULT_SCOPES),
});
type Given = z.infer<typeof provider>;

const VARIABLES: Readonly<Record<string, string>> = {
  issuer: 'OIDC_ISSUER',
  clientId: 'OIDC_CLIENT_ID',
  clientSecret: 'OIDC_CLIENT_SECRET',
  name: 'OIDC_NAME',
  scopes: 'OIDC_SCOPES',
};

/** The provider of the single variables, and those of the list. Problems name variable and member, never a value. */
export function identityProvidersOf(values: OidcValues): {
  readonly providers: readonly IdentityProvider[];
  readonly problems: readonly string[];
} {
  const single = singleOf(values);
  const list = listOf(values.OIDC_PROVIDERS);
  const providers = [...single.providers, ...list.providers];
  const keys = providers.map(({ key }) => key);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  return {
    providers,
    problems: [
      ...single.problems,
      ...list.problems,
      ...[...new Set(repeated)].map((key) => `OIDC_PROVIDERS: the key ${key} is there twice`),
    ],
  };
}

type Found = ReturnType<typeof identityProvidersOf>;

function singleOf(values: OidcValues): Found {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_SCOPES } = values;
  const isGiven = [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_SCOPES].some(
    (value) => value !== undefined,
  );
  if (!isGiven) {
    return { providers: [], problems: [] };
  }
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) {
    return { providers: [], problems: ['OIDC_ISSUER and OIDC_CLIENT_ID: set both or none of the OIDC variables'] };
  }
  const result = provider.safeParse({
    key: SINGLE_KEY,
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    ...(OIDC_CLIENT_SECRET === undefined ? {} : { clientSecret: OIDC_CLIENT_SECRET }),
    ...(OIDC_NAME === undefined ? {} : { name: OIDC_NAME }),
    ...(OIDC_SCOPES === undefined ? {} : { scopes: OIDC_SCOPES }),
  });
  return result.success
    ? { providers: [toProvider(result.data)], problems: [] }
    : {
        providers: [],
        problems: result.error.issues.map(
          ({ path, message }) => `${VARIABLES[String(path[0])] ?? 'OIDC_ISSUER'}: ${message}`,
        ),
      };
}

function listOf(given: string | undefined): Found {
  if (given === undefined) {
    return { providers: [], problems: [] };
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    // The parser's message would quote the text, and with it the secrets.
    return { providers: [], problems: ['OIDC_PROVIDERS: must be a JSON list of objects'] };
  }
  const result = z.array(provider, 'must be a JSON list of objects').max(20).safeParse(parsed);
  return result.success
    ? { providers: result.data.map(toProvider), problems: [] }
    : {
        providers: [],
        problems: result.error.issues.map(({ path, message }) =>
          [`OIDC_PROVIDERS${placeOf(path)}`, message].join(': '),
        ),
      };
}

function placeOf(path: readonly PropertyKey[]): string {
  const [index, member] = path;
  const place = index === undefined ? '' : ` ${String(Number(index) + 1)}`;
  return member === undefined ? place : `${place}.${String(member)}`;
}

function toProvider({ key, name, issuer: by, clientId, clientSecret, scopes: wanted }: Given): IdentityProvider {
  return { key, name, issuer: by, clientId, clientSecret: clientSecret ?? null, scopes: wanted.split(/\s+/).join(' ') };
}
