import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ReceivedFiles, ReceivesFiles } from '../../../platform/http/receive-files.interceptor.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { AddComment, type ThenStatus } from '../use-cases/add-comment.js';
import { FindReceivers } from '../use-cases/find-receivers.js';
import { ListComments } from '../use-cases/list-comments.js';
import { presentComment, presentReceivers } from './comment.presenter.js';
import { CreateCommentDto, ReceiversQueryDto } from './dto/change-ticket.dto.js';
import { CommentDto, CommentListDto, ReceiversDto } from './dto/comment.dto.js';
import { PageDto } from './dto/list-tickets.dto.js';
import { toDate } from './ticket-filter.js';
import { commentActions, ForAction, receiverActions } from './ticket-refusals.js';

@ApiTags('tickets')
@Controller('api/tickets/:ref')
export class ConversationController {
  constructor(
    private readonly add: AddComment,
    private readonly list: ListComments,
    private readonly receivers: FindReceivers,
    private readonly clock: Clock,
  ) {}

  /** Replies, and for staff notes, oldest first. */
  @Get('comments')
  @Access('ticket:read')
  @ApiOkResponse({ type: CommentListDto })
  @ForAction(null)
  async listComments(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Query() { cursor, limit }: PageDto,
  ): Promise<CommentListDto> {
    const page = await this.list.execute(call, ref, cursor ?? null, limit);
    return { items: page.items.map(presentComment), nextCursor: page.nextCursor };
  }

  /**
   * Reply, or write a note for staff; JSON, or multipart with `files`. `[@Name](mention:<id of the person>)` in the body
   * tells that person, if he may see the comment; `![alt](attachment:1)` shows the first of the files in its place,
   * `attachment:<id>` one of the `uploadIds`. `then`
   * sets a status with it, all or nothing.
   */
  @Post('comments')
  @Access('ticket:act')
  @ReceivesFiles()
  @Idempotent()
  @ApiCreatedResponse({ type: CommentDto })
  @ForAction(commentActions)
  async createComment(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: CreateCommentDto,
    @ReceivedFiles() files: readonly ReceivedFile[],
  ): Promise<CommentDto> {
    const body = dto.body ?? '';
    const visibility = dto.visibility ?? 'public';
    const added = await this.add.execute(
      call,
      ref,
      { body, visibility, files, uploadIds: dto.uploadIds ?? [] },
      thenOf(dto),
    );
    const receivers = await this.receivers.of(call, {
      ticket: added.around,
      kind: added.followUp === null ? visibility : 'submitted',
      mentionedIds: added.mentions.filter(({ isTold }) => isTold).map(({ personId }) => personId),
    });
    const told = {
      receivers: presentReceivers(call, receivers),
      ticket: { id: added.ticketId, number: added.number, version: added.version, status: added.status },
      taskIds: [...added.taskIds],
    };
    if (added.commentId !== null) {
      return {
        ...presentComment(await this.list.one(call, added.commentId)),
        mentions: added.mentions.map(({ personId, isTold }) => ({ personId, isTold })),
        ...told,
      };
    }
    return {
      id: null,
      ticketId: added.ticketId,
      author: null,
      authorKind: 'person',
      visibility,
      body,
      bodyHtml: '',
      attachments: [],
      createdAt: this.clock.now().toISOString(),
      ...(added.followUp === null ? {} : { followUp: { id: added.followUp.id, number: added.followUp.number } }),
      ...told,
    };
  }

  /** Who would get a message that the caller writes now. */
  @Get('receivers')
  @Access('ticket:act')
  @ApiOkResponse({ type: ReceiversDto })
  @ForAction(receiverActions)
  async listReceivers(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Query() { visibility = 'public', mentioned = [] }: ReceiversQueryDto,
  ): Promise<ReceiversDto> {
    return presentReceivers(call, await this.receivers.before(call, ref, visibility, mentioned));
  }
}

function thenOf({ then }: CreateCommentDto): ThenStatus | null {
  return then === undefined
    ? null
    : {
        status: then.status,
        reason: then.reason,
        resolution: then.resolution,
        holdReason: then.holdReason,
        until: toDate(then.until, 'then.until') ?? undefined,
        seen: { ifMatch: null, version: then.version ?? null },
      };
}
