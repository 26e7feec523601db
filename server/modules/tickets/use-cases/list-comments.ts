import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { decodeTimeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { Database } from '../../../platform/database/database.js';
import { FilesFacade, type Attachment } from '../../files/files.facade.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import type { Comment, CommentVisibility } from '../domain/comment.js';
import { CommentsRepository } from '../persistence/comments.repository.js';
import { TICKET_FILES } from './attach-files.js';
import { withUploaders } from './uploaders.js';
import { VisibleTicket } from './visible-ticket.js';

export interface CommentView {
  readonly comment: Comment;
  readonly author: PersonSummary | null;
  readonly attachments: readonly Attachment[];
  /** Its author and those who uploaded its files, and others. */
  readonly people: ReadonlyMap<string, PersonSummary>;
}

const SORT = 'createdAt';

export function visibilitiesFor(call: PersonCall): readonly CommentVisibility[] {
  return isStaff(call.actor) ? ['public', 'internal'] : ['public'];
}

/** Oldest first; notes only for staff. */
@Injectable()
export class ListComments {
  constructor(
    private readonly database: Database,
    private readonly visible: VisibleTicket,
    private readonly comments: CommentsRepository,
    private readonly users: UsersFacade,
    private readonly files: FilesFacade,
  ) {}

  async execute(call: PersonCall, ref: string, cursor: string | null, limit: number): Promise<Page<CommentView>> {
    const ticket = await this.visible.execute(call, ref);
    const after = cursor === null ? null : decodeTimeCursor(cursor, SORT);
    const rows = await this.comments.ofTicket(this.database, ticket.id, visibilitiesFor(call), after, limit + 1);
    const page = pageOf(rows, limit, (row) => encodeCursor(SORT, [row.createdAt.toISOString(), row.id]));
    return { items: await this.views(ticket.id, page.items), nextCursor: page.nextCursor };
  }

  async one(call: PersonCall, commentId: string): Promise<CommentView> {
    const comment = await this.comments.find(this.database, commentId);
    if (comment === null || !visibilitiesFor(call).includes(comment.visibility)) {
      throw resourceNotFound();
    }
    const [view] = await this.views(comment.ticketId, [comment]);
    if (view === undefined) {
      throw resourceNotFound();
    }
    return view;
  }

  async views(ticketId: string, comments: readonly Comment[]): Promise<CommentView[]> {
    if (comments.length === 0) {
      return [];
    }
    const [authors, files] = await Promise.all([
      this.users.people(comments.flatMap(({ authorId }) => (authorId === null ? [] : [authorId]))),
      this.files.of(this.database, TICKET_FILES, ticketId, ['everyone', 'staff']),
    ]);
    const shown = new Set(comments.map(({ id }) => id));
    const attachments = files.filter(({ partId }) => partId !== null && shown.has(partId));
    const people = await withUploaders(this.users, authors, attachments);
    return comments.map((comment) => ({
      comment,
      author: comment.authorId === null ? null : (people.get(comment.authorId) ?? null),
      attachments: attachments.filter(({ partId }) => partId === comment.id),
      people,
    }));
  }
}
