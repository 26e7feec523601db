import type { MailLanguage, MailTemplateName, MailTemplates } from '../../mail/mail.facade.js';
import { localTime } from './local-time.js';
import type { Capacity, TicketRecipient } from '../domain/ticket-recipients.js';
import type { MailWords, Priority, PromiseClock } from '../words/mail-words.js';
import { wordsIn } from '../words/words-in.js';
import { statusWords, type StatusNews } from './status-news.js';

/** What a mail about a ticket can be made of. */
export interface MailMaterial {
  readonly number: string;
  readonly subject: string;
  readonly category: string;
  readonly priority: Priority;
  /** Null: whoever is not known any more. */
  readonly requesterName: string | null;
  readonly confidential: boolean;
  readonly status: { readonly news: StatusNews; readonly text: string | null } | null;
  /** `authorName` null: the Workflow system. */
  readonly reply: { readonly authorName: string | null; readonly body: string; readonly bodyHtml: string } | null;
  readonly workflowState: 'failed' | 'cancelled' | null;
  /** The team it was given to. */
  readonly teamName: string | null;
  /** The promise whose time is nearly over, or over. */
  readonly promise: { readonly clock: PromiseClock; readonly dueAt: Date } | null;
}

/** Who reads it, and where the ticket is for him. */
export interface Reader {
  readonly firstName: string;
  readonly url: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly language: MailLanguage;
}

/** Template and data that fit each other. */
export type TicketMailContent = {
  [N in MailTemplateName]: {
    readonly template: N;
    readonly data: MailTemplates[N];
    readonly kind: 'automatic' | 'personal';
  };
}[MailTemplateName];

/** The mail of one recipient; null when the event has nothing that this mail would say. */
export function ticketMail(
  material: MailMaterial,
  recipient: TicketRecipient,
  reader: Reader,
): TicketMailContent | null {
  const words = wordsIn(reader.language);
  const about = aboutTicket(material, recipient.capacity, reader, words);
  const priority = words.priorities[material.priority];
  const requesterName = material.requesterName ?? words.somebody;
  switch (recipient.mail) {
    case 'confirmation':
      return { template: 'ticket-submitted', data: { ...about, category: material.category }, kind: 'automatic' };
    case 'notice': {
      const { category } = material;
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
              ...statusWords(status.news, words),
              text: status.text,
            },
            kind: 'automatic',
          };
    }
    case 'assigned': {
      return { template: 'ticket-assigned', data: { ...about, priority, requesterName }, kind: 'automatic' };
    }
    case 'team-assigned': {
      const { teamName } = material;
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
      const { promise } = material;
      return promise === null
        ? null
        : {
            template: recipient.mail === 'promise-warned' ? 'ticket-promise-warned' : 'ticket-promise-broken',
            data: {
              ...about,
              priority,
              requesterName,
              promise: words.promises[promise.clock],
              due: localTime(promise.dueAt, reader.timeZone, words.locale),
            },
            kind: 'automatic',
          };
    }
    case 'reply':
      return replyMail(material, recipient.capacity, about, words);
    case 'mentioned': {
      const { reply } = material;
      return reply === null
        ? null
        : {
            template: 'ticket-mentioned',
            data: {
              ...about,
              authorName: reply.authorName ?? words.workflowName,
              body: reply.body,
              bodyHtml: reply.bodyHtml,
            },
            kind: 'automatic',
          };
    }
    case 'workflow-failed':
      return {
        template: 'workflow-failed-notice',
        data: { ...about, state: words.workflowStates[material.workflowState ?? 'failed'] },
        kind: 'automatic',
      };
  }
}

type About = MailTemplates['ticket-assigned'];

function aboutTicket(
  material: MailMaterial,
  capacity: Capacity,
  reader: Reader,
  words: MailWords,
): Omit<About, 'requesterName' | 'priority'> {
  return {
    firstName: reader.firstName,
    number: material.number,
    subject: isHidden(material, capacity) ? words.hiddenSubject : material.subject,
    url: reader.url,
    because: words.because[capacity],
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
  words: MailWords,
): TicketMailContent | null {
  const { reply } = material;
  if (reply === null) {
    return null;
  }
  const shown = isHidden(material, capacity)
    ? { body: words.hiddenBody, bodyHtml: words.hiddenBody }
    : { body: reply.body, bodyHtml: reply.bodyHtml };
  return {
    template: 'ticket-reply',
    data: { ...about, authorName: reply.authorName ?? words.workflowName, ...shown },
    kind: 'personal',
  };
}
