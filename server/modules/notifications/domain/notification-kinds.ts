import { permissionsOf, type Permission } from '../../../kernel/permission.js';
import type { Role } from '../../../kernel/role.js';

interface NotificationKindEntry {
  readonly name: string;
  /** When this mail comes, for whoever decides about it. */
  readonly description: string;
  /** The permission without which the desk never sends it to somebody. */
  readonly needs: Permission;
  /** Sent whatever people choose: who may have lost his account must hear of it. */
  readonly isFixed: boolean;
}

/** Every kind of mail a person may get; the one list that choices, routes and consumers follow. All are on by default. */
const KINDS = {
  'ticket-confirmation': {
    name: 'Confirmation of your requests',
    description: 'When you have submitted a request, or somebody has done it for you.',
    needs: 'ticket:create',
    isFixed: false,
  },
  'ticket-reply': {
    name: 'Answers',
    description: 'When somebody answers in a ticket that is yours, that you watch, or that you work on.',
    needs: 'ticket:read',
    isFixed: false,
  },
  'ticket-mentioned': {
    name: 'Mentions',
    description: 'When somebody names you in an answer or a note.',
    needs: 'ticket:read',
    isFixed: false,
  },
  'ticket-status': {
    name: 'Changes of status',
    description: 'When a ticket that is yours, that you watch, or that you work on gets another status.',
    needs: 'ticket:read',
    isFixed: false,
  },
  'ticket-assigned': {
    name: 'Tickets assigned to you',
    description: 'When somebody else gives you a ticket to work on.',
    needs: 'ticket:work',
    isFixed: false,
  },
  'ticket-team-assigned': {
    name: 'Tickets assigned to your team',
    description: 'When somebody else gives a ticket to one of your teams, and to nobody in it yet.',
    needs: 'ticket:work',
    isFixed: false,
  },
  'ticket-promise': {
    name: 'Promises that run out',
    description: 'When the time promised for an answer or a solution is nearly over, or over.',
    needs: 'ticket:work',
    isFixed: false,
  },
  'ticket-submitted': {
    name: 'New tickets',
    description: 'When anybody submits a ticket.',
    needs: 'ticket:review',
    isFixed: false,
  },
  'account-pending': {
    name: 'Accounts that wait for approval',
    description: 'When somebody has registered and waits for an administrator.',
    needs: 'user:manage',
    isFixed: false,
  },
  'workflow-failed': {
    name: 'Failures of the workflow system',
    description: 'When the workflow system could not finish a ticket.',
    needs: 'integration:manage',
    isFixed: false,
  },
  'file-infected': {
    name: 'Files with a virus',
    description: 'When a virus is found in a file that somebody sent.',
    needs: 'file:manage',
    isFixed: false,
  },
  'task-died': {
    name: 'Background work that was set aside',
    description:
      'When a background task has failed for good and waits for an administrator. One mail per kind and hour.',
    needs: 'queue:manage',
    isFixed: false,
  },
  'webhook-paused': {
    name: 'Webhooks that were paused',
    description: 'When the desk pauses a webhook because its receiver fails, and when it works again.',
    needs: 'webhook:manage',
    isFixed: false,
  },
  security: {
    name: 'Your account and its security',
    description:
      'Passwords, sign-ins from new places, changes of your address and decisions about your account. Always sent.',
    needs: 'account:own',
    isFixed: true,
  },
} as const satisfies Record<string, NotificationKindEntry>;

export type NotificationKey = keyof typeof KINDS;
export const NOTIFICATION_KEYS = Object.keys(KINDS) as NotificationKey[];

/** What people can choose about. */
export type ChoosableKey = {
  [K in NotificationKey]: (typeof KINDS)[K]['isFixed'] extends true ? never : K;
}[NotificationKey];

export interface NotificationKind extends NotificationKindEntry {
  readonly key: NotificationKey;
}

/** The kinds of mail that somebody of this role can get at all. */
export function kindsFor(role: Role): NotificationKind[] {
  const permissions = permissionsOf(role);
  return NOTIFICATION_KEYS.map((key) => ({ key, ...KINDS[key] })).filter(({ needs }) => permissions.includes(needs));
}

export interface NotificationChoice {
  readonly key: NotificationKey;
  readonly mail: boolean;
}

/** What is wrong with choices, one sentence each; empty when they can be kept. */
export function choiceProblems(role: Role, choices: readonly NotificationChoice[]): string[] {
  const kinds = new Map(kindsFor(role).map((kind) => [kind.key, kind]));
  return choices.flatMap(({ key, mail }, index) => {
    const kind = kinds.get(key);
    if (kind === undefined) {
      return [`${key}: is not among your kinds of mail`];
    }
    if (choices.findIndex((other) => other.key === key) !== index) {
      return [`${key}: is named twice`];
    }
    return kind.isFixed && !mail ? [`${key}: cannot be switched off`] : [];
  });
}
