import type { Permission } from '../../api/types';
import { scopesEnglish } from '../../i18n/scopes.en';
import { scopeKey } from '../../ui/scopes/scope-words';
import { examplePath, presetOf, presetScopes, scopeGroups } from './token-scopes';

const OWN: readonly Permission[] = [
  'account:own',
  'ticket:create',
  'ticket:read',
  'ticket:act',
  'category:read',
  'file:read',
  'task:read',
];
const ALL: readonly Permission[] = [
  ...OWN,
  'ticket:work',
  'people:find',
  'ticket:review',
  'user:manage',
  'category:manage',
  'mail:read',
  'queue:manage',
  'integration:manage',
];

describe('what a token may do', () => {
  it('is offered in groups, each of one’s own permissions once and no other', () => {
    expect(scopeGroups(OWN).map(({ group }) => group)).toEqual(['requests', 'people']);
    expect(
      scopeGroups(ALL)
        .flatMap(({ scopes }) => scopes)
        .toSorted(),
    ).toEqual([...ALL].toSorted());
  });

  it('reading takes what only looks', () => {
    expect(presetScopes('reading', ALL)).toEqual([
      'ticket:read',
      'category:read',
      'file:read',
      'task:read',
      'people:find',
      'mail:read',
    ]);
  });

  it('everything is one’s own, not more', () => {
    expect(presetScopes('everything', OWN)).toEqual(OWN);
  });

  it('a choice is told as the preset it is', () => {
    expect(presetOf(new Set(presetScopes('reading', OWN)), OWN)).toBe('reading');
    expect(presetOf(new Set(OWN), OWN)).toBe('everything');
    expect(presetOf(new Set<Permission>(['ticket:read', 'account:own']), OWN)).toBeNull();
    expect(presetOf(new Set(), OWN)).toBeNull();
  });

  it('the example is something the token may do', () => {
    expect(examplePath(['file:read', 'category:read'])).toBe('/api/categories');
    expect(examplePath(['account:own'])).toBe('/api/me');
  });

  it.each(ALL)('%s has words', (permission) => {
    expect(scopesEnglish).toHaveProperty(scopeKey(permission));
  });
});
