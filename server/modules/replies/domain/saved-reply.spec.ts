import type { PersonActor } from '../../../kernel/actor.js';
import type { Role } from '../../../kernel/role.js';
import { decideReply, replyActions, type SavedReply } from './saved-reply.js';

const somebody = (role: Role, id = 'me', teamIds: string[] = []): PersonActor => ({
  kind: 'person',
  id,
  name: 'Somebody',
  role,
  teamIds,
  sessionId: '',
  scopes: null,
  mustSetUpSecondFactor: false,
});
const OWN: Pick<SavedReply, 'scope' | 'ownerId' | 'teamId'> = { scope: 'own', ownerId: 'me', teamId: null };
const TEAM: typeof OWN = { scope: 'team', ownerId: 'other', teamId: 'team' };
const OURS: typeof OWN = { scope: 'everyone', ownerId: null, teamId: null };

describe('saved replies', () => {
  it.each([
    ['the owner of his own one', somebody('Ticket Coordinator'), OWN, ['edit', 'delete']],
    ['an administrator of somebody else’s own one', somebody('System Admin', 'admin'), OWN, null],
    ['a former coordinator of what was his', somebody('Employee'), OWN, null],
    ['a member of one of the team', somebody('Ticket Coordinator', 'me', ['team']), TEAM, ['edit', 'delete']],
    ['a coordinator of another team', somebody('Ticket Coordinator', 'me', ['other']), TEAM, null],
    ['an administrator of one of a team he is not in', somebody('System Admin'), TEAM, null],
    ['a coordinator of one for everyone', somebody('Ticket Coordinator'), OURS, []],
    ['an administrator of one for everyone', somebody('System Admin'), OURS, ['edit', 'delete']],
    ['an employee of one for everyone', somebody('Employee'), OURS, null],
  ] as const)('%s', (_name, actor, reply, actions) => {
    expect(decideReply(actor, 'read', reply).allowed).toBe(actions !== null);
    expect(replyActions(actor, reply)).toEqual(actions ?? []);
    const decision = decideReply(actor, 'edit', reply);
    expect(decision.allowed ? null : decision.because).toBe(
      actions === null ? 'hidden' : actions.length === 0 ? 'forbidden' : null,
    );
  });
});
