import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { FillReply } from '../use-cases/fill-reply.js';
import { ListReplies } from '../use-cases/list-replies.js';
import { SaveReply } from '../use-cases/save-reply.js';
import {
  CreateSavedReplyDto,
  FilledReplyDto,
  FillSavedReplyDto,
  ListSavedRepliesDto,
  PlaceholderListDto,
  SavedReplyDto,
  SavedReplyListDto,
  UpdateSavedReplyDto,
} from './dto/saved-reply.dto.js';
import { ReplyRefusals, ReplySight } from './reply-refusals.js';
import { presentPlaceholders, presentReply } from './saved-reply.presenter.js';

@ApiTags('saved replies')
@Controller('api/saved-replies')
@Access('ticket:work')
export class SavedRepliesController {
  constructor(
    private readonly list: ListReplies,
    private readonly save: SaveReply,
    private readonly fill: FillReply,
  ) {}

  /** The saved replies the caller can use: his own, those of his teams, everyone's. */
  @Get()
  @ApiOkResponse({ type: SavedReplyListDto })
  async listSavedReplies(
    @CurrentCall() call: PersonCall,
    @Query() { q = '', category = [], scope = [] }: ListSavedRepliesDto,
  ): Promise<SavedReplyListDto> {
    const replies = await this.list.execute(call, { q, categories: category, scopes: scope });
    return { items: replies.map(presentReply) };
  }

  /** What a saved reply can ask for. */
  @Get('placeholders')
  @ApiOkResponse({ type: PlaceholderListDto })
  listPlaceholders(): PlaceholderListDto {
    return { items: presentPlaceholders() };
  }

  /** Keeps a text under a name; at most 100 of one person, of one team, and of everyone. */
  @Post()
  @Idempotent()
  @ApiCreatedResponse({ type: SavedReplyDto })
  async createSavedReply(@CurrentCall() call: PersonCall, @Body() dto: CreateSavedReplyDto): Promise<SavedReplyDto> {
    const { name, body, scope, teamId, category, shortcut } = dto;
    const { id } = await this.save.create(call, { name, body, scope, teamId, category, shortcut });
    return presentReply(await this.list.one(call, id));
  }

  /** Changes a saved reply; what is left out stays as it is. */
  @Patch(':id')
  @ApiOkResponse({ type: SavedReplyDto })
  @ToldFirst(ReplyRefusals)
  async updateSavedReply(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() dto: UpdateSavedReplyDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<SavedReplyDto> {
    const { name, body, scope, teamId, category, shortcut } = dto;
    await this.save.update(call, id, { name, body, scope, teamId, category, shortcut }, ifMatch);
    return presentReply(await this.list.one(call, id));
  }

  /** Takes a saved reply away; what was written with it stays. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteSavedReply(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.save.remove(call, id);
  }

  /** Its text for one ticket and the caller, with every placeholder filled; counts as used. */
  @Post(':id/fill')
  @HttpCode(200)
  @ApiOkResponse({ type: FilledReplyDto })
  @ToldFirst(ReplySight)
  async fillSavedReply(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() { ticket }: FillSavedReplyDto,
  ): Promise<FilledReplyDto> {
    return { body: await this.fill.execute(call, id, ticket) };
  }
}
