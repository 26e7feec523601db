import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Forgery {
  /** Over the claims of a right ID token; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signed with a key nobody published. */
  readonly hasStrangeKey?: boolean;
  /** Changes the finished token. */
  readonly alter?: (token: string) => string;
}

export type ProviderMood =
  | 'answer'
  /** Every answer is 500. */
  | 'fail'
  /** Never answers. */
  | 'hang'
  /** Begins to answer, and never ends. */
  | 'stall'
  /** 200 with a web page. */
  | 'nonsense'
  /** Endless. */
  | 'flood'
  /** Says that it is somebody else. */
  | 'impostor';

/** A provider that says whatever a test wants: tokens that no honest library would make, and silence. */
export interface ForgingProvider {
  readonly issuer: string;
  /** What the next ID tokens are like. */
  forge(forgery: Forgery): void;
  /** `only`: the path to which the mood applies; all by default. */
  set(mood: ProviderMood, only?: string): void;
  /** The nonce that the next ID token repeats. */
  expect(nonce: string): void;
  /** Answers without the signature algorithms it would accept, or with the given ones. */
  announce(algorithms: readonly string[]): void;
  /** Forms posted to the token endpoint. */
  readonly exchanges: readonly URLSearchParams[];
  readonly asked: readonly string[];
  hangUp(): void;
  close(): Promise<void>;
}

export const FORGED_CLIENT = 'desk';

/** `port` is given when a test wants a provider that comes up later. */
export async function forgingProvider(port = 0): Promise<ForgingProvider> {
  const right = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const exchanges: URLSearchParams[] = [];
  const asked: string[] = [];
  let forgery: Forgery = {};
  let mood: ProviderMood = 'answer';
  let only: string | null = null;
  let nonce = '';
  let algorithms: readonly string[] = ['RS256'];
  let issuer = '';

  const idToken = (): string => {
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: issuer,
      sub: 'somebody',
      aud: FORGED_CLIENT,
      iat: now,
      exp: now + 300,
      nonce,
      email: 'somebody@forged.example',
      email_verified: true,
      given_name: 'Some',
      family_name: 'Body',
      ...forgery.claims,
    };
    const header = { alg: 'RS256', kid: 'right', typ: 'JWT', ...forgery.header };
    const token = sign(header, claims, forgery.hasStrangeKey === true ? strange.privateKey : right.privateKey);
    return forgery.alter?.(token) ?? token;
  };

  const answer = (path: string, body: string, response: ServerResponse): void => {
    switch (path) {
      case '/.well-known/openid-configuration':
        json(response, {
          issuer: mood === 'impostor' ? 'https://accounts.example' : issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: algorithms,
          code_challenge_methods_supported: ['S256'],
        });
        return;
      case '/jwks':
        json(response, {
          keys: [{ ...right.publicKey.export({ format: 'jwk' }), kid: 'right', use: 'sig', alg: 'RS256' }],
        });
        return;
      case '/token':
        exchanges.push(new URLSearchParams(body));
        json(response, { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: idToken() });
        return;
      default:
        response.writeHead(404).end();
    }
  };

  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    asked.push(path);
    const present = only === null || only === path ? mood : 'answer';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      switch (present) {
        case 'fail':
          response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":"server_error"}');
          return;
        case 'hang':
          return;
        case 'stall':
          response.writeHead(200, { 'content-type': 'application/json' }).write('{"issuer":"');
          return;
        case 'nonsense':
          response.writeHead(200, { 'content-type': 'text/html' }).end('<html>It works!</html>');
          return;
        case 'flood':
          response.writeHead(200, { 'content-type': 'application/json' });
          flood(response);
          return;
        case 'answer':
        case 'impostor':
          answer(path, Buffer.concat(chunks).toString('utf8'), response);
      }
    });
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    issuer,
    exchanges,
    asked,
    forge: (next) => {
      forgery = next;
    },
    set: (next, path) => {
      mood = next;
      only = path ?? null;
    },
    expect: (next) => {
      nonce = next;
    },
    announce: (next) => {
      algorithms = next;
    },
    hangUp: () => {
      server.closeAllConnections();
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

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function flood(response: ServerResponse): void {
  const chunk = ' '.repeat(65_536);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) {
      // As fast as it is read.
    }
  };
  response.on('drain', more);
  more();
}

function sign(header: object, claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}
