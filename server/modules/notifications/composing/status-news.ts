import type { TicketEvents } from '../../tickets/tickets.events.js';
import type { MailWords } from '../words/mail-words.js';

type HoldChanged = TicketEvents['ticket.hold_changed'];
type StatusChanged = TicketEvents['ticket.status_changed'];

/** What is to be told of a status. */
export type StatusNews =
  | { readonly kind: 'changed'; readonly change: StatusChanged }
  | { readonly kind: 'hold'; readonly number: string; readonly reason: NonNullable<HoldChanged['holdReason']> };

/** The same in words. */
export interface StatusWords {
  /** For the subject. */
  readonly status: string;
  readonly sentence: string;
  /** What the typed text is, when there is one. */
  readonly textLabel: string;
}

export function statusWords(news: StatusNews, words: MailWords): StatusWords {
  if (news.kind === 'hold') {
    return {
      status: words.statuses['On Hold'],
      sentence: words.holdSentence(news.number, news.reason),
      textLabel: '',
    };
  }
  const { change } = news;
  return {
    status: change.isReopening ? words.reopened : words.statuses[change.to],
    sentence: words.statusSentence(change),
    textLabel: change.to === 'Resolved' ? words.howItWasSolved : words.theReason,
  };
}

/** Whether the assignee wants to know: the ticket has ended, or came back. */
export function isForAssignee({ to, isReopening }: StatusChanged): boolean {
  return isReopening || !['Open', 'In Progress', 'On Hold'].includes(to);
}

/** It waits for something else now; null where only the date is another, which nobody is mailed about. */
export function holdNews({ number, fromHoldReason, holdReason }: HoldChanged): StatusNews | null {
  return holdReason === null || holdReason === fromHoldReason ? null : { kind: 'hold', number, reason: holdReason };
}
