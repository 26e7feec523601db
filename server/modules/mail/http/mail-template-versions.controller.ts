import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { decodeNumberCursor, encodeCursor, pageOf } from '../../../kernel/page.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { ChangeMailTemplate } from '../use-cases/change-mail-template.js';
import { ReadMailTemplates } from '../use-cases/read-mail-templates.js';
import { ListMailTemplateVersionsQuery, MailTemplateDto, MailTemplateVersionListDto } from './dto/mail-template.dto.js';
import { presentTemplate, presentTemplateVersion } from './mail-template.presenter.js';
import { TemplateSight } from './template-sight.js';

const SORT = '-number';
const LAST = 2_147_483_647;

@ApiTags('administration')
@Controller('api/mail/templates/:name/:language/versions')
@Access('settings:manage')
export class MailTemplateVersionsController {
  constructor(
    private readonly templates: ReadMailTemplates,
    private readonly change: ChangeMailTemplate,
  ) {}

  /** What a template was before, newest first. */
  @Get()
  @ToldFirst(TemplateSight)
  @ApiOkResponse({ type: MailTemplateVersionListDto })
  @ApiNotFoundResponse()
  async listMailTemplateVersions(
    @CurrentCall() call: PersonCall,
    @Param('name') name: string,
    @Param('language') language: string,
    @Query() { cursor, limit }: ListMailTemplateVersionsQuery,
  ): Promise<MailTemplateVersionListDto> {
    const key = this.templates.demand(name, language);
    const before = cursor === undefined ? LAST : Math.min(Number(decodeNumberCursor(cursor, SORT)), LAST);
    const rows = await this.templates.versions(call, key, { before, limit: limit + 1 });
    const { items, nextCursor } = pageOf(rows, limit, ({ version }) => encodeCursor(SORT, [String(version)]));
    return { items: items.map(presentTemplateVersion), nextCursor };
  }

  /** Back to what a template was then; 1 is what came with the program. */
  @Post(':number/restore')
  @HttpCode(200)
  @ToldFirst(TemplateSight)
  @ApiOkResponse({ type: MailTemplateDto })
  @ApiNotFoundResponse()
  async restoreMailTemplateVersion(
    @CurrentCall() call: PersonCall,
    @Param('name') name: string,
    @Param('language') language: string,
    @Param('number') number: string,
    @IfMatch() ifMatch: number | null,
  ): Promise<MailTemplateDto> {
    const key = this.templates.demand(name, language);
    if (!/^[1-9]\d{0,8}$/.test(number)) {
      throw resourceNotFound();
    }
    await this.change.restore(call, key, Number(number), { ifMatch });
    return presentTemplate(await this.templates.one(call, key));
  }
}
