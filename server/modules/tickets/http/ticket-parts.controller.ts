import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ReceivedFiles, ReceivesFiles } from '../../../platform/http/receive-files.interceptor.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { AttachFiles } from '../use-cases/attach-files.js';
import { ReadTicket } from '../use-cases/read-ticket.js';
import { RemoveAttachment } from '../use-cases/remove-attachment.js';
import { WatchTicket } from '../use-cases/watch-ticket.js';
import { AddAttachmentsDto } from './dto/change-ticket.dto.js';
import { AttachmentDto, TicketDto } from './dto/ticket.dto.js';
import { ForAction, watcherActions } from './ticket-refusals.js';
import { presentAttachment, presentTicket } from './ticket.presenter.js';

/** What hangs on a ticket: files and watchers. */
@ApiTags('tickets')
@Controller('api/tickets/:ref')
@Access('ticket:act')
export class TicketPartsController {
  constructor(
    private readonly attach: AttachFiles,
    private readonly remove: RemoveAttachment,
    private readonly watch: WatchTicket,
    private readonly read: ReadTicket,
    private readonly clock: Clock,
  ) {}

  /** Add files without a message; multipart field `files`, or `uploadIds`. */
  @Post('attachments')
  @ReceivesFiles()
  @Idempotent()
  @ApiCreatedResponse({ type: [AttachmentDto] })
  @ForAction('attach')
  async addAttachments(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() { uploadIds = [] }: AddAttachmentsDto,
    @ReceivedFiles() files: readonly ReceivedFile[],
  ): Promise<AttachmentDto[]> {
    const { attachmentIds } = await this.attach.execute(call, ref, files, uploadIds);
    const { attachments, people } = await this.read.execute(call, ref);
    return attachments
      .filter(({ id }) => attachmentIds.includes(id))
      .map((attachment) => presentAttachment(attachment, people));
  }

  /** Take a file away: staff always, the requester his own until staff has answered. */
  @Delete('attachments/:attachmentId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ForAction(null)
  async removeAttachment(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Param('attachmentId') attachmentId: string,
  ): Promise<void> {
    await this.remove.execute(call, ref, attachmentId);
  }

  /** Add a watcher: `me`, or for staff the id of an approved person. */
  @Put('watchers/:userId')
  @ApiOkResponse({ type: TicketDto })
  @ForAction(watcherActions('watch'))
  async addWatcher(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Param('userId') userId: string,
  ): Promise<TicketDto> {
    const { ticketId, taskIds } = await this.watch.execute(call, ref, userId === 'me' ? call.actor.id : userId, true);
    return presentTicket(call, await this.read.afterOwnChange(call, ticketId), this.clock.now(), taskIds);
  }

  /** Remove a watcher: `me`, or for staff anybody. */
  @Delete('watchers/:userId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ForAction(watcherActions('unwatch'))
  async removeWatcher(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Param('userId') userId: string,
  ): Promise<void> {
    await this.watch.execute(call, ref, userId === 'me' ? call.actor.id : userId, false);
  }
}
