import type { NamedIdentity } from '../use-cases/list-identities.js';
import type { IdentityDto } from './dto/provider-sign-in.dto.js';

export function presentIdentity(identity: NamedIdentity): IdentityDto {
  return {
    id: identity.id,
    provider: identity.provider,
    providerName: identity.providerName,
    email: identity.email,
    linkedAt: identity.linked_at.toISOString(),
    lastUsedAt: identity.last_used_at?.toISOString() ?? null,
  };
}
