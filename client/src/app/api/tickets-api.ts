import { inject, Injectable } from '@angular/core';
import { ApiClient, type Download, type DownloadOptions } from './api-client';
import type {
  BulkResultsDto,
  BulkTicketsDto,
  CategoryListDto,
  ChangeHoldDto,
  ChangeStatusDto,
  CommentDto,
  CreateTicketLinkDto,
  FilledReplyDto,
  FoundPeopleDto,
  LifecycleDto,
  PersonCardDto,
  ReceiversDto,
  SavedReplyListDto,
  TicketClocksDto,
  SimilarTicketsDto,
  TicketLinkDto,
  TeamListDto,
  TicketDto,
  TicketLinkListDto,
  TicketListDto,
  TimelineDto,
} from './types';
import type { AssignTicketDto, CreateTicketDto, ListTicketsData, UpdateTicketDto } from './types.gen';

export type TicketQuery = NonNullable<ListTicketsData['query']>;
export type CommentVisibility = CommentDto['visibility'];

/** A sending always carries a key, so that a second press or a repetition makes no twin. */
export interface SendOptions {
  readonly idempotencyKey: string;
  /** Files that are there already. */
  readonly uploadIds: readonly string[];
}

export interface NewComment {
  readonly body: string;
  readonly visibility: CommentVisibility;
  /** What becomes of the ticket with it: both or neither. */
  readonly then?: ChangeStatusDto;
}

/** The only file that knows the addresses of tickets: the portal and the desk both work on them. */
@Injectable({ providedIn: 'root' })
export class TicketsApi {
  private readonly api = inject(ApiClient);

  list(query: TicketQuery): Promise<TicketListDto> {
    return this.api.get('/api/tickets', query);
  }

  /** Statuses, the ways between them, and after how many days a solved request closes. */
  lifecycle(): Promise<LifecycleDto> {
    return this.api.get('/api/lifecycle');
  }

  /** @param ref id or number */
  read(ref: string): Promise<TicketDto> {
    return this.api.get(path(ref));
  }

  timeline(ref: string): Promise<TimelineDto> {
    return this.api.get(path(ref, 'timeline'));
  }

  /** The person was shown all that happened up to this item of the timeline; what came since stays unread. */
  seen(ref: string, through: string): Promise<void> {
    return this.api.post(path(ref, 'seen'), { through });
  }

  /** Tickets the person may see that are like what is being typed. */
  similarTo(subject: string, text: string): Promise<SimilarTicketsDto> {
    return this.api.get('/api/tickets/similar', { subject, text });
  }

  /** Tickets that belong to this one: for employees what it continues and what continues it. */
  links(ref: string): Promise<TicketLinkListDto> {
    return this.api.get(path(ref, 'links'));
  }

  categories(): Promise<CategoryListDto> {
    return this.api.get('/api/categories');
  }

  /** The card of one person, for staff. */
  person(id: string): Promise<PersonCardDto> {
    return this.api.get(`/api/people/${encodeURIComponent(id)}`);
  }

  teams(): Promise<TeamListDto> {
    return this.api.get('/api/teams');
  }

  /** Staff who may have a ticket. */
  assignable(q: string): Promise<FoundPeopleDto> {
    return this.api.get('/api/people', { assignable: true, q });
  }

  create(ticket: CreateTicketDto, options: SendOptions): Promise<TicketDto> {
    return this.send('/api/tickets', { ...ticket }, options);
  }

  comment(ref: string, comment: NewComment, options: SendOptions): Promise<CommentDto> {
    return this.send(path(ref, 'comments'), { ...comment }, options);
  }

  /** Who would get a message that is written now. */
  receivers(ref: string, visibility: CommentVisibility, mentioned: readonly string[]): Promise<ReceiversDto> {
    return this.api.get(path(ref, 'receivers'), { visibility, mentioned });
  }

  /** What was promised, and how its time went. Staff only. */
  clocks(ref: string): Promise<TicketClocksDto> {
    return this.api.get(path(ref, 'sla'));
  }

  /** @param ticket id or number */
  link(ref: string, type: CreateTicketLinkDto['type'], ticket: string): Promise<TicketLinkDto> {
    return this.api.post(path(ref, 'links'), { type, ticket });
  }

  unlink(ref: string, linkId: string): Promise<void> {
    return this.api.delete(path(ref, `links/${encodeURIComponent(linkId)}`));
  }

  similar(ref: string): Promise<SimilarTicketsDto> {
    return this.api.get(path(ref, 'similar'));
  }

  addWatcher(ref: string, userId: string): Promise<TicketDto> {
    return this.api.put(path(ref, `watchers/${encodeURIComponent(userId)}`), {});
  }

  async removeWatcher(ref: string, userId: string): Promise<TicketDto> {
    await this.api.delete(path(ref, `watchers/${encodeURIComponent(userId)}`));
    return this.read(ref);
  }

  savedReplies(q: string): Promise<SavedReplyListDto> {
    return this.api.get('/api/saved-replies', { q });
  }

  /** Its text for this ticket. */
  fillReply(id: string, ticket: string): Promise<FilledReplyDto> {
    return this.api.post(`/api/saved-replies/${encodeURIComponent(id)}/fill`, { ticket });
  }

  people(q: string): Promise<FoundPeopleDto> {
    return this.api.get('/api/people', { q });
  }

  edit(ref: string, changes: UpdateTicketDto): Promise<TicketDto> {
    return this.api.patch(path(ref), changes);
  }

  changeStatus(ref: string, change: ChangeStatusDto): Promise<TicketDto> {
    return this.api.post(path(ref, 'status'), change);
  }

  /** It goes on standing still, otherwise. */
  changeHold(ref: string, change: ChangeHoldDto): Promise<TicketDto> {
    return this.api.post(path(ref, 'hold'), change);
  }

  claim(ref: string): Promise<TicketDto> {
    return this.api.post(path(ref, 'claim'));
  }

  assign(ref: string, change: AssignTicketDto): Promise<TicketDto> {
    return this.api.post(path(ref, 'assign'), change);
  }

  /** One change of at most 100 tickets, with an answer for each. */
  changeMany(change: BulkTicketsDto): Promise<BulkResultsDto> {
    return this.api.post('/api/tickets/bulk', change);
  }

  /** All tickets of the list as CSV. */
  export(query: TicketQuery & { columns?: readonly string[] }, options: DownloadOptions): Promise<Download> {
    return this.api.download('/api/tickets/export', query, options);
  }

  withdraw(ref: string, reason: string): Promise<TicketDto> {
    return this.api.post(path(ref, 'withdraw'), reason === '' ? {} : { reason });
  }

  close(ref: string): Promise<TicketDto> {
    return this.api.post(path(ref, 'close'));
  }

  reopen(ref: string, reason: string): Promise<TicketDto> {
    return this.api.post(path(ref, 'reopen'), { reason });
  }

  watch(ref: string): Promise<TicketDto> {
    return this.api.put(path(ref, 'watchers/me'), {});
  }

  async unwatch(ref: string): Promise<TicketDto> {
    await this.api.delete(path(ref, 'watchers/me'));
    return this.read(ref);
  }

  /** Takes a file away for good. */
  removeAttachment(ref: string, id: string): Promise<void> {
    return this.api.delete(path(ref, `attachments/${encodeURIComponent(id)}`));
  }

  private send<Answer>(url: string, fields: object, { idempotencyKey, uploadIds }: SendOptions): Promise<Answer> {
    return this.api.post(url, uploadIds.length === 0 ? fields : { ...fields, uploadIds }, { idempotencyKey });
  }
}

function path(ref: string, part?: string): string {
  const base = `/api/tickets/${encodeURIComponent(ref)}`;
  return part === undefined ? base : `${base}/${part}`;
}
