import { Injectable } from '@nestjs/common';
import { actorId, isStaff } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { cutText } from '../../../kernel/cut-text.js';
import { newId } from '../../../kernel/ids.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { excerptOf } from '../../../platform/text/excerpt.js';
import type { AttachmentAudience, KeptFiles } from '../../files/files.facade.js';
import { EXCERPT_LIMIT, type Comment, type CommentVisibility } from '../domain/comment.js';
import { actsOfComment } from '../domain/ticket-promises.js';
import type { Ticket } from '../domain/ticket.js';
import { CommentsRepository } from '../persistence/comments.repository.js';
import { TakeText } from './take-text.js';
import { TicketPromises } from './ticket-promises.js';

export interface CommentText {
  /** Markdown source. */
  readonly body: string;
  readonly visibility: CommentVisibility;
  readonly files: KeptFiles;
  /** Files that wait to be sent. */
  readonly uploadIds: readonly string[];
  /** When it arrived, where it is handled later: promises count from then. */
  readonly receivedAt?: Date;
}

export interface Written {
  readonly commentId: string;
  readonly ticket: Ticket;
}

/** People named in it who may see it. */
export interface Called {
  readonly mentionedIds: readonly string[];
  readonly newWatcherIds: readonly string[];
}

const NOBODY: Called = { mentionedIds: [], newWatcherIds: [] };

/** Where words are needed and only files came. */
export function describedBy({ body }: CommentText): string {
  return body === '' ? 'See the attached files' : body;
}

/** Row, files, counters and event of one comment on a locked ticket, by a person or a program. */
@Injectable()
export class WriteComment {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly promises: TicketPromises,
    private readonly texts: TakeText,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** Gives the ticket as it is afterwards, for whatever else follows from the comment. */
  async execute(tx: Transaction, call: Call, ticket: Ticket, text: CommentText, called = NOBODY): Promise<Written> {
    const { visibility } = text;
    const authorKind: Comment['authorKind'] =
      call.actor.kind === 'person' ? 'person' : call.actor.kind === 'workflow' ? 'workflow' : 'system';
    const audience: AttachmentAudience = visibility === 'public' ? 'everyone' : 'staff';
    const id = newId();
    const { body, bodyHtml, attachments } = await this.texts.execute(tx, call, {
      ticketId: ticket.id,
      partId: id,
      audience,
      body: text.body,
      files: text.files,
      uploadIds: text.uploadIds,
    });
    const comment: Comment = {
      id,
      ticketId: ticket.id,
      authorId: actorId(call.actor),
      authorKind,
      visibility,
      body,
      bodyHtml,
      createdAt: this.clock.now(),
    };
    const isReplyByStaff = visibility === 'public' && isStaff(call.actor) && comment.authorId !== ticket.requesterId;
    const filenames = attachments.map(({ filename }) => filename).join(', ');
    const excerpt = body === '' ? cutText(filenames, EXCERPT_LIMIT) : excerptOf(body, EXCERPT_LIMIT);
    const acts = actsOfComment(comment, {
      requesterId: ticket.requesterId,
      isByStaff: isReplyByStaff,
      at: text.receivedAt ?? comment.createdAt,
    });
    const promises = await this.promises.after(tx, ticket, acts);
    await this.comments.insert(tx, comment, isReplyByStaff, excerpt, promises);
    if (called.mentionedIds.length > 0) {
      await this.comments.mention(tx, comment, called.mentionedIds);
    }
    if (called.newWatcherIds.length > 0) {
      await this.comments.addWatchers(tx, comment, called.newWatcherIds);
    }
    if (attachments.length > 0) {
      await this.comments.countFiles(tx, comment, attachments.length);
    }
    await this.events.append(tx, call, [
      {
        name: 'ticket.commented',
        subject: { type: 'ticket', id: ticket.id },
        audience,
        data: {
          number: ticket.number,
          commentId: comment.id,
          visibility,
          ...(called.mentionedIds.length === 0 ? {} : { mentionedIds: called.mentionedIds }),
        },
      },
      ...called.newWatcherIds.map((userId) => ({
        name: 'ticket.watcher_added',
        subject: { type: 'ticket', id: ticket.id },
        audience: 'everyone' as const,
        data: { number: ticket.number, userId },
      })),
    ]);
    return { commentId: comment.id, ticket: { ...ticket, ...promises } };
  }
}
