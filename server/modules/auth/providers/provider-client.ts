import { Logger } from '@nestjs/common';
import {
  allowInsecureRequests as allowPlainHttp,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration as OpenIdConfiguration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  getJwksCache,
  None,
  setJwksCache,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client';
import type { IdentityProvider } from '../../../config/identity-providers.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { Breaker, OutsideIsDownError } from '../../../platform/outside/breaker.js';
import { providerAnswerInvalid, providerRefused, providerUnavailable, signInCancelled } from '../auth.errors.js';
import { readVouched, type ProviderClaims, type VouchedPerson } from '../domain/provider-claims.js';
import { ProviderAwayError, stepFetch, STEP_TIMEOUT } from './provider-call.js';

/** What a provider says about itself is asked again after this time, in the background; in milliseconds. */
const FRESH_FOR = 3_600_000;
/** Older than this it is not used at all. */
const USABLE_FOR = 24 * FRESH_FOR;
/** Seconds by which clocks may differ. */
const CLOCK_TOLERANCE = 30;

/** What was made for one visit to the provider. */
export interface FlowSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

interface Discovered {
  readonly server: ServerMetadata;
  readonly at: number;
}

/**
 * One OpenID Connect provider: where people are sent, and what it says about those who come back. Throws the refusals of
 * `auth.errors.ts` and nothing else; a provider that is down is not asked by everybody.
 */
export class ProviderClient {
  private readonly logger = new Logger(ProviderClient.name);
  readonly breaker: Breaker;
  private discovered: Discovered | null = null;
  private renewal: Promise<ServerMetadata> | null = null;
  private keys: ReturnType<typeof getJwksCache>;

  constructor(
    readonly provider: IdentityProvider,
    /** Where the provider sends people back to. */
    private readonly redirectUri: string,
  ) {
    this.breaker = new Breaker({
      name: `The identity provider ${provider.key}`,
      // Nonsense in a token is one person's trouble; a provider that does not answer is everybody's.
      counts: (error) => error instanceof ProviderAwayError,
      probe: () => this.breaker.run(() => this.discover()),
      closed: () => Promise.resolve(),
    });
  }

  stop(): void {
    this.breaker.stop();
  }

  async authorizationUrl({ state, nonce, codeVerifier }: FlowSecrets): Promise<string> {
    return this.step(async (deadline) => {
      const configuration = await this.configuration(deadline);
      return buildAuthorizationUrl(configuration, {
        redirect_uri: this.redirectUri,
        scope: this.provider.scopes,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }).href;
    });
  }

  /** Exchanges what the provider sent back for what it says about the person. `query` as it came, without `?`. */
  async redeem(query: string, { state, nonce, codeVerifier }: FlowSecrets): Promise<VouchedPerson> {
    return this.step(async (deadline) => {
      const configuration = await this.configuration(deadline);
      const tokens = await authorizationCodeGrant(configuration, new URL(`${this.redirectUri}?${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      this.keys = getJwksCache(configuration) ?? this.keys;
      const claims = tokens.claims();
      const person = claims === undefined ? null : readVouched(claims.iss, claims);
      if (claims === undefined || person === null) {
        throw providerAnswerInvalid(new Error('no subject in the ID token'));
      }
      if (person.email !== null || configuration.serverMetadata().userinfo_endpoint === undefined) {
        return person;
      }
      // Many providers tell the address there alone. The library demands the same subject.
      const more: ProviderClaims = await fetchUserInfo(configuration, tokens.access_token, claims.sub);
      // What is signed counts more; how somebody signed in is believed from there alone.
      return readVouched(claims.iss, { ...more, amr: undefined, ...claims }) ?? person;
    });
  }

  /** One deadline for all, one breaker, and one way to fail. */
  private async step<T>(work: (deadline: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await this.breaker.run(async () => {
        try {
          return await work(AbortSignal.timeout(STEP_TIMEOUT));
        } catch (error) {
          throw awayIn(error) ?? error;
        }
      });
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private async configuration(deadline: AbortSignal): Promise<OpenIdConfiguration> {
    const { clientId, clientSecret, issuer } = this.provider;
    const server = await this.metadata();
    const configuration = new OpenIdConfiguration(
      server,
      clientId,
      { [clockTolerance]: CLOCK_TOLERANCE, ...(clientSecret === null ? {} : { client_secret: clientSecret }) },
      authenticationOf(server, clientSecret),
    );
    configuration[customFetch] = stepFetch(deadline);
    configuration.timeout = STEP_TIMEOUT / 1_000;
    // The library trusts the connection to the token endpoint; a signature holds wherever that connection really ends.
    enableNonRepudiationChecks(configuration);
    if (isPlain(issuer)) {
      // Deprecated only to stand out: whoever runs the desk has named a plain issuer himself.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      allowPlainHttp(configuration);
    }
    if (this.keys !== undefined) {
      setJwksCache(configuration, this.keys);
    }
    return configuration;
  }

  /** From memory; asked for again in the background before it is too old to be used. */
  private async metadata(): Promise<ServerMetadata> {
    const known = this.discovered;
    const age = known === null ? Infinity : performance.now() - known.at;
    if (known === null || age > USABLE_FOR) {
      return this.discover();
    }
    if (age > FRESH_FOR) {
      this.discover().catch((error: unknown) => {
        this.logger.warn({ msg: `The metadata of ${this.provider.key} could not be renewed`, reason: textOf(error) });
      });
    }
    return known.server;
  }

  /** Many who come at once wait for one answer, which has a deadline of its own. */
  private async discover(): Promise<ServerMetadata> {
    this.renewal ??= this.askMetadata().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async askMetadata(): Promise<ServerMetadata> {
    const { issuer, clientId } = this.provider;
    try {
      const found = await discovery(new URL(issuer), clientId, undefined, None(), {
        [customFetch]: stepFetch(AbortSignal.timeout(STEP_TIMEOUT)),
        timeout: STEP_TIMEOUT / 1_000,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
        ...(isPlain(issuer) ? { execute: [allowPlainHttp] } : {}),
      });
      const server = { ...found.serverMetadata() };
      const missing = (['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const).filter(
        (member) => typeof server[member] !== 'string' || !URL.canParse(server[member]),
      );
      if (missing.length > 0) {
        throw new ProviderAwayError(`has no ${missing.join(', ')}`);
      }
      this.discovered = { server, at: performance.now() };
      return server;
    } catch (error) {
      // Whatever stands there instead of metadata: without it nobody can be sent anywhere.
      throw awayIn(error) ?? new ProviderAwayError(`has no usable metadata: ${textOf(error)}`, { cause: error });
    }
  }
}

function isPlain(issuer: string): boolean {
  return issuer.startsWith('http:');
}

/** The specification's own default where both are possible: some providers accept nothing else. */
function authenticationOf(server: ServerMetadata, clientSecret: string | null): ClientAuth {
  if (clientSecret === null) {
    return None();
  }
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic') ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
}

/** The library wraps what its fetch throws. */
function awayIn(error: unknown): ProviderAwayError | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one instanceof ProviderAwayError) {
      return one;
    }
  }
  return null;
}

function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) {
    return error;
  }
  if (error instanceof OutsideIsDownError || error instanceof ProviderAwayError) {
    return providerUnavailable(error);
  }
  if (error instanceof AuthorizationResponseError) {
    return error.error === 'access_denied' ? signInCancelled() : providerRefused(new Error(textOf(error)));
  }
  return providerAnswerInvalid(new Error(textOf(error)));
}

/** For the log: what is wrong, without the answer itself, which may carry tokens. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown';
  }
  const code: unknown = Reflect.get(error, 'error') ?? Reflect.get(error, 'code');
  const why = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${why}${typeof code === 'string' ? ` (${code})` : ''}`.slice(0, 300);
}
