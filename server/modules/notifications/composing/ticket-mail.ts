import type { MailTemplateName, MailTemplates } from '../../mail/mail.facade.js';
import { localTime } from './local-time.js';
import { becauseOf, type Capacity, type TicketRecipient } from '../domain/ticket-recipients.js';

/** What a mail about a ticket can be made of. */
export interface MailMaterial {
  readonly number: string;
  readonly subject: string;
  readonly category: string;
  readonly priority: string;
  readonly requesterName: string;
  readonly confidential: boolean;
  readonly status: {
    readonly status: string;
    readonly sentence: string;
    readonly textLabel: string;
    readonly text: string | null;
  } | null;
  readonly reply: { readonly authorName: string; readonly body: string; readonly bodyHtml: string } | null;
  readonly workflowState: string | null;
  /** The team it was given to. */
  readonly teamName: string | null;
  /** The promise whose time is nearly over, or over. */
  readonly promise: { readonly name: string; readonly dueAt: Date } | null;
}

/** Who reads it, and where the ticket is for him. */
export interface Reader {
  readonly firstName: string;
  readonly url: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** Template and data that fit each other. */
export type TicketMailContent = {
  [N in MailTemplateName]: {
    readonly template: N;
    readonly data: MailTemplates[N];
    readonly kind: 'automatic' | 'personal';
  };
}[MailTemplateName];

const HIDDEN_SUBJECT = 'a confidential ticket';
const HIDDEN_BODY = 'The ticket is confidential: sign in to read this.';

/** The mail of one recipient; null when the event has nothing that this mail would say. */
export function ticketMail(
  material: MailMaterial,
  recipient: TicketRecipient,
  reader: Reader,
): TicketMailContent | null {
  const about = aboutTicket(material, recipient.capacity, reader);
  switch (recipient.mail) {
    case 'confirmation':
      return { template: 'ticket-submitted', data: { ...about, category: material.category }, kind: 'automatic' };
    case 'notice': {
      const { category, priority, requesterName } = material;
      return {
        template: 'ticket-submitted-notice',
        data: { ...about, category, priority, requesterName },
        kind: 'automatic',
      };
    }
    case 'status': {
      const { status } = material;
      return status === null
        ? null
        : {
            template: 'ticket-status',
            data: {
              ...about,
              status: status.status,
              sentence: status.sentence,
              textLabel: status.textLabel,
              text: status.text,
            },
            kind: 'automatic',
          };
    }
    case 'assigned': {
      const { priority, requesterName } = material;
      return { template: 'ticket-assigned', data: { ...about, priority, requesterName }, kind: 'automatic' };
    }
    case 'team-assigned': {
      const { priority, requesterName, teamName } = material;
      return teamName === null
        ? null
        : {
            template: 'ticket-team-assigned',
            data: { ...about, priority, requesterName, teamName },
            kind: 'automatic',
          };
    }
    case 'promise-warned':
    case 'promise-broken': {
      const { priority, requesterName, promise } = material;
      return promise === null
        ? null
        : {
            template: recipient.mail === 'promise-warned' ? 'ticket-promise-warned' : 'ticket-promise-broken',
            data: {
              ...about,
              priority,
              requesterName,
              promise: promise.name,
              due: localTime(promise.dueAt, reader.timeZone),
            },
            kind: 'automatic',
          };
    }
    case 'reply':
      return replyMail(material, recipient.capacity, about);
    case 'mentioned': {
      const { reply } = material;
      return reply === null
        ? null
        : {
            template: 'ticket-mentioned',
            data: { ...about, authorName: reply.authorName, body: reply.body, bodyHtml: reply.bodyHtml },
            kind: 'automatic',
          };
    }
    case 'workflow-failed':
      return {
        template: 'workflow-failed-notice',
        data: { ...about, state: material.workflowState ?? 'failed' },
        kind: 'automatic',
      };
  }
}

type About = MailTemplates['ticket-assigned'];

function aboutTicket(
  material: MailMaterial,
  capacity: Capacity,
  reader: Reader,
): Omit<About, 'requesterName' | 'priority'> {
  return {
    firstName: reader.firstName,
    number: material.number,
    subject: isHidden(material, capacity) ? HIDDEN_SUBJECT : material.subject,
    url: reader.url,
    because: becauseOf(capacity),
  };
}

/** An administrator who is not on a confidential ticket opens it knowingly, and that is audited; no mail goes around it. */
function isHidden(material: MailMaterial, capacity: Capacity): boolean {
  return material.confidential && capacity === 'admin';
}

function replyMail(
  material: MailMaterial,
  capacity: Capacity,
  about: ReturnType<typeof aboutTicket>,
): TicketMailContent | null {
  const { reply } = material;
  if (reply === null) {
    return null;
  }
  const shown = isHidden(material, capacity)
    ? { body: HIDDEN_BODY, bodyHtml: HIDDEN_BODY }
    : { body: reply.body, bodyHtml: reply.bodyHtml };
  return { template: 'ticket-reply', data: { ...about, authorName: reply.authorName, ...shown }, kind: 'personal' };
}
