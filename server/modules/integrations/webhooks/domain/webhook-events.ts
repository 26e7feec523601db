import type { StoredEvent } from '../../../../kernel/domain-event.js';

export const WEBHOOK_GROUPS = ['tickets', 'conversation', 'promises', 'workflow', 'people'] as const;
export type WebhookGroup = (typeof WEBHOOK_GROUPS)[number];

interface EventType {
  readonly group: WebhookGroup;
  readonly description: string;
  /** What of the event's data goes out. An allow-list: what is not named here never leaves the desk. */
  readonly fields: readonly string[];
}

/** Every event a webhook can be told of. What is about internal notes is not among them. */
const TYPES = {
  'ticket.submitted': {
    group: 'tickets',
    description: 'A ticket was submitted.',
    fields: ['categoryId', 'onBehalf'],
  },
  'ticket.status_changed': {
    group: 'tickets',
    description: 'A ticket has another status: opened, put on hold, resolved, closed, withdrawn, reopened.',
    fields: ['from', 'to', 'holdReason', 'isReopening'],
  },
  'ticket.hold_changed': {
    group: 'tickets',
    description: 'A ticket on hold waits for something else, or until another date.',
    fields: ['fromHoldReason', 'holdReason', 'fromUntil', 'until'],
  },
  'ticket.assigned': {
    group: 'tickets',
    description: 'A ticket has another assignee or team.',
    fields: ['assigneeId', 'teamId', 'fromAssigneeId', 'fromTeamId', 'isClaim'],
  },
  'ticket.priority_changed': {
    group: 'tickets',
    description: 'A ticket has another priority.',
    fields: ['from', 'to'],
  },
  'ticket.edited': {
    group: 'tickets',
    description: 'Subject, description or another field of a ticket was changed; the fields are named.',
    fields: ['fields'],
  },
  'ticket.linked': {
    group: 'tickets',
    description: 'A ticket was linked with another one.',
    fields: ['linkId', 'type'],
  },
  'ticket.unlinked': {
    group: 'tickets',
    description: 'A link between two tickets was taken away.',
    fields: ['linkId', 'type'],
  },
  'ticket.commented': {
    group: 'conversation',
    description: 'Somebody answered in a ticket. Internal notes are never told.',
    fields: ['commentId'],
  },
  'ticket.attached': {
    group: 'conversation',
    description: 'Files were attached where everybody on the ticket sees them.',
    fields: ['attachmentIds'],
  },
  'ticket.watcher_added': {
    group: 'conversation',
    description: 'Somebody watches a ticket from now on.',
    fields: ['userId'],
  },
  'ticket.watcher_removed': {
    group: 'conversation',
    description: 'Somebody watches a ticket no more.',
    fields: ['userId'],
  },
  'ticket.sla_warned': {
    group: 'promises',
    description: 'The time promised for a ticket is nearly over.',
    fields: ['clock', 'dueAt'],
  },
  'ticket.sla_breached': {
    group: 'promises',
    description: 'The time promised for a ticket is over.',
    fields: ['clock', 'dueAt', 'isOwed'],
  },
  'workflow.run_accepted': {
    group: 'workflow',
    description: 'The Workflow system has taken a ticket.',
    fields: ['runId', 'workflowId'],
  },
  'workflow.run_reported': {
    group: 'workflow',
    description: 'The Workflow system has told how far it is.',
    fields: ['runId', 'state'],
  },
  'workflow.run_failed': {
    group: 'workflow',
    description: 'The Workflow system failed, or could not be reached.',
    fields: ['runId'],
  },
  'workflow.run_cancelled': {
    group: 'workflow',
    description: 'A run of the Workflow system was called off.',
    fields: ['runId'],
  },
  'account.registered': {
    group: 'people',
    description: 'Somebody registered.',
    fields: ['companyId', 'provider', 'isApproved'],
  },
  'account.created': {
    group: 'people',
    description: 'An administrator made an account.',
    fields: ['companyId', 'role'],
  },
  'account.approved': { group: 'people', description: 'An account was approved.', fields: ['from', 'to'] },
  'account.rejected': { group: 'people', description: 'An account was rejected.', fields: ['from', 'to'] },
  'account.suspended': { group: 'people', description: 'An account was suspended.', fields: ['from', 'to'] },
  'account.reinstated': {
    group: 'people',
    description: 'A suspended account is let in again.',
    fields: ['from', 'to'],
  },
  'account.role_changed': { group: 'people', description: 'Somebody has another role.', fields: ['from', 'to'] },
} as const satisfies Record<string, EventType>;

export type WebhookEventType = keyof typeof TYPES;
export const WEBHOOK_EVENT_TYPES = Object.keys(TYPES) as WebhookEventType[];

/** Sent by hand, and to ask whether a receiver is back; not chosen. */
export const TEST_TYPE = 'webhook.test';

export interface WebhookEventInfo extends EventType {
  readonly type: WebhookEventType;
}

export function webhookEventInfos(): WebhookEventInfo[] {
  return WEBHOOK_EVENT_TYPES.map((type) => ({ type, ...TYPES[type] }));
}

/** What of a ticket may be told outside. */
export interface ToldTicket {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly priority: string;
  readonly category: { readonly id: string; readonly key: string; readonly name: string };
  readonly requesterId: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly confidential: boolean;
  readonly submittedAt: Date;
  readonly version: number;
}

/**
 * `data` of a message. Of a confidential ticket its id and nothing else: who needs more asks the API, which knows whom it
 * tells.
 */
export function messageData(event: StoredEvent, ticket: ToldTicket | null): object {
  const fields: readonly string[] = isWebhookEventType(event.name) ? TYPES[event.name].fields : [];
  if (ticket?.confidential === true) {
    return { ticket: { id: ticket.id, confidential: true } };
  }
  const change = Object.fromEntries(
    fields.filter((field) => event.data[field] !== undefined).map((field) => [field, event.data[field]]),
  );
  const actor = { kind: event.actorKind, id: event.actorId };
  if (ticket === null) {
    return { [event.subject.type]: { id: event.subject.id }, change, actor };
  }
  return {
    ticket: {
      id: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      status: ticket.status,
      priority: ticket.priority,
      category: { id: ticket.category.id, key: ticket.category.key, name: ticket.category.name },
      requesterId: ticket.requesterId,
      assigneeId: ticket.assigneeId,
      teamId: ticket.teamId,
      confidential: false,
      submittedAt: new Date(ticket.submittedAt).toISOString(),
      version: ticket.version,
    },
    change,
    actor,
  };
}

/** The body of a message (Standard Webhooks). */
export function messageBody(type: string, at: Date, data: object): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

export function isWebhookEventType(name: string): name is WebhookEventType {
  return name in TYPES;
}
