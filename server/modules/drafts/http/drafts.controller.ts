import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import type { Draft } from '../domain/draft.js';
import { KeepDraft } from '../use-cases/keep-draft.js';
import { ReadDrafts } from '../use-cases/read-drafts.js';
import { DraftKeyPipe } from './draft-key.pipe.js';
import { DraftDto, DraftListDto, SaveDraftDto } from './dto/draft.dto.js';

@ApiTags('own account')
@Controller('api/me/drafts')
@Access('account:own')
export class DraftsController {
  constructor(
    private readonly read: ReadDrafts,
    private readonly keep: KeepDraft,
  ) {}

  /** What the caller has typed and not sent, the last one first. */
  @Get()
  @ApiOkResponse({ type: DraftListDto })
  async listDrafts(@CurrentCall() call: PersonCall): Promise<DraftListDto> {
    const drafts = await this.read.list(call);
    return { items: drafts.map(({ key, updatedAt }) => ({ key, updatedAt: updatedAt.toISOString() })) };
  }

  /** One of the caller's drafts; its key has up to 120 letters, digits, dots, dashes and underscores. */
  @Get(':key')
  @ApiOkResponse({ type: DraftDto })
  async getDraft(@CurrentCall() call: PersonCall, @Param('key', DraftKeyPipe) key: string): Promise<DraftDto> {
    return present(await this.read.one(call, key));
  }

  /** Keeps a draft for 30 days after its last change; at most 200 of one person. */
  @Put(':key')
  @ApiOkResponse({ type: DraftDto })
  async saveDraft(
    @CurrentCall() call: PersonCall,
    @Param('key', DraftKeyPipe) key: string,
    @Body() { value, baseVersion = null }: SaveDraftDto,
  ): Promise<DraftDto> {
    return present(await this.keep.execute(call, key, { value, baseVersion }));
  }

  /** Throws a draft away; also right when there is none. */
  @Delete(':key')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteDraft(@CurrentCall() call: PersonCall, @Param('key', DraftKeyPipe) key: string): Promise<void> {
    await this.keep.remove(call, key);
  }
}

function present({ key, value, version, updatedAt }: Draft): DraftDto {
  return { key, value, version, updatedAt: updatedAt.toISOString() };
}
