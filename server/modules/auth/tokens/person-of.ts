import type { PersonActor } from '../../../kernel/actor.js';
import { PERMISSIONS } from '../../../kernel/permission.js';
import type { Standing } from './standings.js';

/** Somebody let in, by a session (all of the role) or by an API token (what it was made for). */
export function personOf(standing: Standing): PersonActor {
  const { scopes } = standing;
  return {
    kind: 'person',
    id: standing.user_id,
    name: standing.name,
    role: standing.role,
    teamIds: standing.team_ids,
    sessionId: standing.id,
    scopes: scopes === null ? null : PERMISSIONS.filter((permission) => scopes.includes(permission)),
    mustSetUpSecondFactor: standing.mustSetUpSecondFactor,
  };
}
