import type { ShownThrottle } from '../use-cases/list-throttles.js';
import type { SignInThrottleDto } from './dto/throttle.dto.js';

export function presentThrottle({ row, person, isBlocked }: ShownThrottle): SignInThrottleDto {
  return {
    id: row.id,
    kind: row.kind,
    person:
      person === null
        ? null
        : {
            id: person.id,
            companyId: person.companyId,
            name: person.name,
            firstName: person.firstName,
            lastName: person.lastName,
            avatarUrl: person.avatarUrl,
          },
    label: labelOf({ row, person }),
    failures: row.failures,
    rounds: row.rounds,
    addresses: [...row.ips],
    blockedUntil: isBlocked ? (row.blocked_until?.toISOString() ?? null) : null,
    expiresAt: row.expires_at.toISOString(),
  };
}

function labelOf({ row, person }: Pick<ShownThrottle, 'row' | 'person'>): string {
  if (row.kind === 'address') {
    return row.ip ?? 'An unknown network address';
  }
  if (person === null) {
    return 'An address without account';
  }
  return row.ip === null ? person.name : `${person.name}, from ${row.ip}`;
}
