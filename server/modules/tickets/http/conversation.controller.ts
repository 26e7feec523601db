import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ReceivedFiles, ReceivesFiles } from '../../../platform/http/receive-files.interceptor.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { AddComment } from '../use-cases/add-comment.js';
import { ListComments } from '../use-cases/list-comments.js';
import { ReadTimeline } from '../use-cases/read-timeline.js';
import { presentComment, presentTimeline } from './comment.presenter.js';
import { CreateCommentDto } from './dto/change-ticket.dto.js';
import { CommentDto, CommentListDto } from './dto/comment.dto.js';
import { PageDto } from './dto/list-tickets.dto.js';
import { TimelineDto } from './dto/timeline.dto.js';
import { commentActions, ForAction } from './ticket-refusals.js';

@ApiTags('tickets')
@Controller('api/tickets/:ref')
export class ConversationController {
  constructor(
    private readonly add: AddComment,
    private readonly list: ListComments,
    private readonly timeline: ReadTimeline,
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
   * tells that person, if he may see the comment.
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
    const added = await this.add.execute(call, ref, { body, visibility, files });
    const taskIds = [...added.taskIds];
    if (added.commentId !== null) {
      return {
        ...presentComment(await this.list.one(call, added.commentId)),
        mentions: added.mentions.map(({ personId, isTold }) => ({ personId, isTold })),
        taskIds,
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
      taskIds,
    };
  }

  /** Everything that happened, oldest first, of what the caller may see. */
  @Get('timeline')
  @Access('ticket:read')
  @ApiOkResponse({ type: TimelineDto })
  @ForAction(null)
  async getTimeline(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TimelineDto> {
    return presentTimeline(await this.timeline.execute(call, ref));
  }
}
