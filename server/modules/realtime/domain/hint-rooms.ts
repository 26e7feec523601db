import { actorPermissions, type PersonActor } from '../../../kernel/actor.js';
import type { Audience } from '../../../kernel/domain-event.js';
import type { Permission } from '../../../kernel/permission.js';
import { ROLES, type Role } from '../../../kernel/role.js';

/** Those of each role who see a ticket, as the tickets module tells it. */
export type Circles = Readonly<
  Record<
    Role,
    { readonly everybody: boolean; readonly personIds: readonly string[]; readonly teamIds: readonly string[] }
  >
>;

export interface HintSubject {
  readonly name: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly audience: Audience;
  /** For this person alone. */
  readonly personId?: string;
}

/** Roles that read events of an audience, once they see the subject: the rule of timelines. */
const READERS: Readonly<Record<Audience, readonly Role[]>> = {
  everyone: ROLES,
  staff: ['Ticket Coordinator', 'System Admin'],
  admin: ['System Admin'],
};

/** The word that opens the lists in which things of this kind stand. What is not named here gives no hint to anybody. */
const WORDS: Readonly<Record<string, Permission>> = {
  account: 'user:manage',
  department: 'user:manage',
  file: 'file:manage',
  team: 'user:manage',
  category: 'category:manage',
  // Names of statuses stand on every page that shows a ticket.
  lifecycle: 'ticket:read',
  mail: 'mail:read',
  mail_template: 'settings:manage',
  saved_reply: 'ticket:work',
  settings: 'settings:manage',
  sla_calendar: 'sla:manage',
  sla_policy: 'sla:manage',
  task: 'queue:manage',
  webhook: 'webhook:manage',
};

/** What its owner sees on the pages of his own account. */
const OWN_ACCOUNT: ReadonlySet<string> = new Set([
  'account.updated',
  'account.photo_changed',
  'account.photo_removed',
  'account.email_change_requested',
  'account.email_change_taken_back',
  'account.email_changed',
  'account.notifications_chosen',
  'account.password_changed',
  'account.signed_in',
  'account.signed_out',
  'account.signed_out_everywhere',
  'account.api_token_created',
  'account.api_token_deleted',
  'account.identity_linked',
  'account.identity_removed',
  'account.second_factor_enabled',
  'account.second_factor_disabled',
  'account.second_factor_reset',
  'account.recovery_codes_renewed',
]);

/** Who may hold a connection at all. */
export function mayConnect(actor: PersonActor): boolean {
  return actorPermissions(actor).includes('ticket:read');
}

/**
 * Rooms are decided here alone, from who somebody is. Those about tickets carry the role, because the policy's table is by
 * role: the assignee of a confidential ticket sees it as a coordinator and not as an employee.
 */
export function roomsOf(actor: PersonActor): readonly string[] {
  const words = actorPermissions(actor);
  const { role } = actor;
  return [
    `person:${actor.id}`,
    ...words.map((word) => `word:${word}`),
    ...(words.includes('ticket:read')
      ? [
          `tickets:${role}`,
          `tickets:${role}:person:${actor.id}`,
          ...actor.teamIds.map((id) => `tickets:${role}:team:${id}`),
        ]
      : []),
  ];
}

/** Who hears of an event: nobody but those who see its subject and may read it there. */
export function roomsFor(event: HintSubject, circles: Circles | null): readonly string[] {
  if (event.personId !== undefined) {
    return [`person:${event.personId}`];
  }
  const { type, id } = event.subject;
  if (type === 'ticket') {
    return circles === null ? [] : READERS[event.audience].flatMap((role) => roomsOfCircle(role, circles));
  }
  const word = WORDS[type];
  return [
    ...(word === undefined ? [] : [`word:${word}`]),
    ...(type === 'account' && OWN_ACCOUNT.has(event.name) ? [`person:${id}`] : []),
  ];
}

function roomsOfCircle(role: Role, circles: Circles): readonly string[] {
  const { everybody, personIds, teamIds } = circles[role];
  return everybody
    ? [`tickets:${role}`]
    : [...personIds.map((id) => `tickets:${role}:person:${id}`), ...teamIds.map((id) => `tickets:${role}:team:${id}`)];
}
