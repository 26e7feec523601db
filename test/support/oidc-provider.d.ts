/** The library has no types; what the tests use of it. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  interface Context {
    readonly oidc: {
      readonly session: { readonly accountId: string };
      readonly provider: { readonly Grant: new (of: { accountId: string; clientId: string }) => Grant };
    };
  }
  interface Settings {
    readonly loadExistingGrant: (context: Context) => Promise<Grant>;
    readonly [other: string]: unknown;
  }
  export default class Provider {
    constructor(issuer: string, settings: Settings);
    callback(): RequestListener;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
