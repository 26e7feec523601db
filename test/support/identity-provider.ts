import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody at the provider, with what it says about him. */
export interface ProviderPerson {
  readonly subject: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  /** How he signs in there (RFC 8176). */
  readonly amr?: readonly string[];
}

/** A real OpenID Connect provider (the library oidc-provider) at an address of its own. */
export interface IdentityProviderSink {
  /** For OIDC_ISSUER. */
  readonly issuer: string;
  /** For OIDC_CLIENT_ID and OIDC_CLIENT_SECRET. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Tells it the address to send people back to: the desk's, once that is known. */
  allow(deskUrl: string, key?: string): void;
  /** Who sits before the browser from now on; null: whoever it is cancels. A page asks, for tests with a browser. */
  seat(person: ProviderPerson | null | 'ask'): void;
  /** Requests for each path so far. */
  readonly asked: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const CLIENT_ID = 'desk';
const CLIENT_SECRET = 'only-for-tests-and-32-characters-long';

export async function identityProvider(): Promise<IdentityProviderSink> {
  let handle: RequestListener | null = null;
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (handle === null) {
      response.writeHead(503).end();
      return;
    }
    handle(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${String(port)}`;
  const people = new Map<string, ProviderPerson>();
  let seated: ProviderPerson | null | 'ask' = null;

  const finish = async (
    provider: Provider,
    { request, response }: { request: IncomingMessage; response: ServerResponse },
    person: ProviderPerson | null,
  ): Promise<void> => {
    if (person === null) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    people.set(person.subject, person);
    const login = {
      accountId: person.subject,
      remember: false,
      ...(person.amr === undefined ? {} : { amr: [...person.amr] }),
    };
    await provider.interactionFinished(request, response, { login });
  };

  const interact = async (provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (seated !== 'ask') {
      await finish(provider, { request, response }, seated);
    } else if (request.method === 'POST') {
      const form = await formOf(request);
      await finish(provider, { request, response }, personOf(form));
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    }
  };

  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    asked,
    allow: (deskUrl, key = 'oidc') => {
      const provider = makeProvider(issuer, `${deskUrl}/api/auth/oidc/${key}/callback`, (subject) =>
        people.get(subject),
      );
      const callback = provider.callback();
      handle = (request, response) => {
        if (request.url?.startsWith('/interaction/') !== true) {
          callback(request, response);
          return;
        }
        interact(provider, request, response).catch((error: unknown) => {
          response.writeHead(500).end(String(error));
        });
      };
    },
    seat: (person) => {
      seated = person;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

function makeProvider(
  issuer: string,
  redirectUri: string,
  find: (subject: string) => ProviderPerson | undefined,
): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
    adapter: Memory,
    cookies: { keys: [randomUUID()] },
    expiresWithSession: () => false,
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_: unknown, subject: string) => ({
      accountId: subject,
      claims: () => claimsOf(subject, find(subject)),
    }),
    loadExistingGrant: async (ctx) => {
      const { accountId } = ctx.oidc.session;
      const grant = new ctx.oidc.provider.Grant({ accountId, clientId: CLIENT_ID });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** What the library keeps between two requests; its own store warns that it is none for production. */
const kept = new Map<string, Record<string, unknown>>();

class Memory {
  constructor(private readonly name: string) {}

  upsert(id: string, payload: Record<string, unknown>): void {
    kept.set(this.key(id), payload);
  }

  find(id: string): Record<string, unknown> | undefined {
    return kept.get(this.key(id));
  }

  findByUid(uid: string): Record<string, unknown> | undefined {
    return [...kept].find(([key, payload]) => key.startsWith(`${this.name}:`) && payload['uid'] === uid)?.[1];
  }

  consume(id: string): void {
    const payload = kept.get(this.key(id));
    if (payload !== undefined) {
      payload['consumed'] = Math.floor(Date.now() / 1_000);
    }
  }

  destroy(id: string): void {
    kept.delete(this.key(id));
  }

  revokeByGrantId(grantId: string): void {
    [...kept].filter(([, { grantId: of }]) => of === grantId).forEach(([key]) => kept.delete(key));
  }

  private key(id: string): string {
    return `${this.name}:${id}`;
  }
}

function claimsOf(subject: string, person: ProviderPerson | undefined): Record<string, unknown> {
  return {
    sub: subject,
    email: person?.email,
    email_verified: person?.emailVerified,
    given_name: person?.firstName,
    family_name: person?.lastName,
  };
}

const PAGE = `<!doctype html><html lang="en"><title>Identity provider</title><main><h1>Identity provider</h1>
<form method="post"><label>Name <input name="name"></label> <label>Address <input name="email"></label>
<button>Continue</button> <button name="cancel" value="1">Cancel</button></form></main></html>`;

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function personOf(form: URLSearchParams): ProviderPerson | null {
  const email = form.get('email') ?? '';
  const [firstName = '', lastName = ''] = (form.get('name') ?? '').split(' ');
  return form.has('cancel') ? null : { subject: email, email, emailVerified: true, firstName, lastName };
}
