import type { Permission } from '../../api/types';

export type ScopeGroup = 'requests' | 'people' | 'desk';

/** In which group a permission is offered; what is not named here is the desk's. */
const GROUPS: Readonly<Record<string, ScopeGroup>> = {
  ticket: 'requests',
  category: 'requests',
  file: 'requests',
  task: 'requests',
  account: 'people',
  people: 'people',
  user: 'people',
};

function groupOf(permission: Permission): ScopeGroup {
  return permission === 'category:manage' ? 'desk' : (GROUPS[permission.split(':', 1)[0] ?? ''] ?? 'desk');
}

/** Words that only look: whoever holds them changes nothing. */
export function isReading(permission: Permission): boolean {
  return /:(?:read|find)$/.test(permission);
}

/** The person's own permissions in groups, in the order the server names them. */
export function scopeGroups(
  own: readonly Permission[],
): readonly { readonly group: ScopeGroup; readonly scopes: readonly Permission[] }[] {
  const order: readonly ScopeGroup[] = ['requests', 'people', 'desk'];
  return order
    .map((group) => ({ group, scopes: own.filter((permission) => groupOf(permission) === group) }))
    .filter(({ scopes }) => scopes.length > 0);
}

export type Preset = 'reading' | 'everything';

export function presetScopes(preset: Preset, own: readonly Permission[]): readonly Permission[] {
  return preset === 'everything' ? own : own.filter(isReading);
}

/** The preset that a choice is, if it is one. */
export function presetOf(chosen: ReadonlySet<Permission>, own: readonly Permission[]): Preset | null {
  const presets: readonly Preset[] = ['reading', 'everything'];
  return (
    presets.find((preset) => {
      const scopes = presetScopes(preset, own);
      return scopes.length === chosen.size && scopes.every((scope) => chosen.has(scope));
    }) ?? null
  );
}

/** An address that the scopes open, for the first try with a token. */
export function examplePath(scopes: readonly Permission[]): string {
  const paths: readonly (readonly [Permission, string])[] = [
    ['ticket:read', '/api/tickets'],
    ['category:read', '/api/categories'],
    ['account:own', '/api/me'],
    ['user:manage', '/api/users'],
  ];
  return paths.find(([scope]) => scopes.includes(scope))?.[1] ?? '/api/me';
}
