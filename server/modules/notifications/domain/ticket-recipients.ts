import type { ChoosableKey } from './notification-kinds.js';

/** What happened to a ticket, as far as it matters for who is told. */
export type TicketNews =
  /** `isForTeam`: its category sends it to a team. */
  | { readonly kind: 'submitted'; readonly isForTeam: boolean }
  | { readonly kind: 'status'; readonly isForAssignee: boolean }
  | { readonly kind: 'assigned'; readonly assigneeId: string | null }
  /** Given to a team, and to nobody in it yet. */
  | { readonly kind: 'team-assigned' }
  | {
      readonly kind: 'commented';
      readonly visibility: 'public' | 'internal';
      readonly isByStaff: boolean;
      readonly mentionedIds: readonly string[];
    }
  /** The time of a promise is nearly over, or over; `notify` says the policy. */
  | {
      readonly kind: 'promise';
      readonly isBroken: boolean;
      readonly notify: readonly ('assignee' | 'team' | 'admins')[];
    }
  | { readonly kind: 'workflow-failed' };

export interface PeopleAround {
  /** Who did it; null for the desk itself, the Workflow system and people without an account. */
  readonly actorId: string | null;
  readonly requesterId: string;
  readonly assigneeId: string | null;
  readonly watcherIds: readonly string[];
  readonly teamMemberIds: readonly string[];
  readonly adminIds: readonly string[];
}

/** In what capacity somebody is told; also the reason he reads. */
export type Capacity = 'mentioned' | 'requester' | 'watcher' | 'assignee' | 'team' | 'admin';

/** confirmation = the one mail people get about their own act. */
export type TicketMail =
  | 'confirmation'
  | 'notice'
  | 'status'
  | 'assigned'
  | 'team-assigned'
  | 'reply'
  | 'mentioned'
  | 'promise-warned'
  | 'promise-broken'
  | 'workflow-failed';

/** Which choice of a person decides about each mail. */
export const CHOICE_OF = {
  confirmation: 'ticket-confirmation',
  notice: 'ticket-submitted',
  status: 'ticket-status',
  assigned: 'ticket-assigned',
  'team-assigned': 'ticket-team-assigned',
  reply: 'ticket-reply',
  mentioned: 'ticket-mentioned',
  'promise-warned': 'ticket-promise',
  'promise-broken': 'ticket-promise',
  'workflow-failed': 'workflow-failed',
} as const satisfies Record<TicketMail, ChoosableKey>;

export interface TicketRecipient {
  readonly personId: string;
  readonly mail: TicketMail;
  readonly capacity: Capacity;
}

/**
 * Who gets which mail, and why. Nobody is mailed about his own act, except the confirmation of a submission; everybody
 * gets at most one mail, in his nearest capacity. Of an internal note only those hear who are named in it.
 */
export function ticketRecipients(news: TicketNews, people: PeopleAround): TicketRecipient[] {
  return weigh(news, people).told;
}

/** Who would hear of it, and does not because he did it himself. */
export function leftByOwnAct(news: TicketNews, people: PeopleAround): TicketRecipient | null {
  return weigh(news, people).own;
}

function weigh(
  news: TicketNews,
  people: PeopleAround,
): { readonly told: TicketRecipient[]; readonly own: TicketRecipient | null } {
  const seen = new Set<string>();
  const told: TicketRecipient[] = [];
  let own: TicketRecipient | null = null;
  for (const candidate of candidates(news, people)) {
    if (candidate.personId === people.actorId && candidate.mail !== 'confirmation') {
      own ??= candidate;
    } else if (!seen.has(candidate.personId)) {
      seen.add(candidate.personId);
      told.push(candidate);
    }
  }
  return { told, own: own !== null && seen.has(own.personId) ? null : own };
}

/** In the order of nearness. */
function candidates(news: TicketNews, people: PeopleAround): TicketRecipient[] {
  switch (news.kind) {
    case 'submitted':
      return [
        to('confirmation', 'requester', [people.requesterId]),
        to('notice', 'admin', people.adminIds),
        news.isForTeam ? to('team-assigned', 'team', people.teamMemberIds) : [],
      ].flat();
    case 'status':
      return [
        to('status', 'requester', [people.requesterId]),
        to('status', 'watcher', people.watcherIds),
        news.isForAssignee ? to('status', 'assignee', present(people.assigneeId)) : [],
      ].flat();
    case 'assigned':
      return to('assigned', 'assignee', present(news.assigneeId));
    case 'team-assigned':
      return to('team-assigned', 'team', people.teamMemberIds);
    case 'commented':
      return [
        // The requester reads an answer as one, also when he is named in it.
        ...to(
          'mentioned',
          'mentioned',
          news.mentionedIds.filter((id) => id !== people.requesterId || news.visibility === 'internal'),
        ),
        ...(news.visibility === 'internal' ? [] : replyCandidates(news.isByStaff, people)),
      ];
    case 'promise':
      return promiseCandidates(news.isBroken ? 'promise-broken' : 'promise-warned', news.notify, people);
    case 'workflow-failed':
      return to('workflow-failed', 'admin', people.adminIds);
  }
}

/** Staff speak to the requester; everybody else speaks to whoever works on the ticket. */
function replyCandidates(isByStaff: boolean, people: PeopleAround): TicketRecipient[] {
  const followers = [to('reply', 'requester', [people.requesterId]), to('reply', 'watcher', people.watcherIds)].flat();
  return isByStaff && people.actorId !== people.requesterId ? followers : [...workers('reply', people), ...followers];
}

/** What nobody works on is the team's, and what is no team's is the administrators': a promise runs out for somebody. */
function promiseCandidates(
  mail: TicketMail,
  notify: readonly ('assignee' | 'team' | 'admins')[],
  people: PeopleAround,
): TicketRecipient[] {
  return [
    notify.includes('assignee') ? workers(mail, people) : [],
    notify.includes('team') ? to(mail, 'team', people.teamMemberIds) : [],
    notify.includes('admins') ? to(mail, 'admin', people.adminIds) : [],
  ].flat();
}

function workers(mail: TicketMail, people: PeopleAround): TicketRecipient[] {
  if (people.assigneeId !== null) {
    return to(mail, 'assignee', [people.assigneeId]);
  }
  return people.teamMemberIds.length > 0 ? to(mail, 'team', people.teamMemberIds) : to(mail, 'admin', people.adminIds);
}

function to(mail: TicketMail, capacity: Capacity, ids: readonly string[]): TicketRecipient[] {
  return ids.map((personId) => ({ personId, mail, capacity }));
}

function present(id: string | null): string[] {
  return id === null ? [] : [id];
}

/** What is answered at once whatever follows: the receipt of a request, and that there is a new one. */
export function isNews(mail: TicketMail): boolean {
  return mail !== 'confirmation' && mail !== 'notice';
}
