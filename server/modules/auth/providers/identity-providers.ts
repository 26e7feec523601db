import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { OutsideSystems } from '../../../platform/outside/outside-systems.js';
import { ProviderClient } from './provider-client.js';

/** The configured identity providers, in the order they were named. */
@Injectable()
export class IdentityProviders implements OnModuleDestroy {
  private readonly clients: ReadonlyMap<string, ProviderClient>;

  constructor({ identityProviders, publicUrl }: Configuration, outside: OutsideSystems) {
    this.clients = new Map(
      identityProviders.map((provider) => [
        provider.key,
        new ProviderClient(provider, `${publicUrl}${callbackPath(provider.key)}`),
      ]),
    );
    this.clients.forEach(({ breaker }, key) => {
      outside.register({ name: `identity:${key}`, isConfigured: true, taskTypes: [], facts: () => breaker.facts });
    });
  }

  onModuleDestroy(): void {
    this.clients.forEach((client) => {
      client.stop();
    });
  }

  list(): { key: string; name: string }[] {
    return [...this.clients.values()].map(({ provider: { key, name } }) => ({ key, name }));
  }

  /** Throws 404. */
  client(key: string): ProviderClient {
    const client = this.clients.get(key);
    if (client === undefined) {
      throw resourceNotFound();
    }
    return client;
  }

  isConfigured(key: string): boolean {
    return this.clients.has(key);
  }

  /** What people call it; the key when it is not configured any more. */
  nameOf(key: string): string {
    return this.clients.get(key)?.provider.name ?? key;
  }
}

/** The address entered at the provider, without the base. */
export function callbackPath(key: string): string {
  return `/api/auth/oidc/${key}/callback`;
}
