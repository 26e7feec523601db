import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { ChangeMailTemplate } from '../use-cases/change-mail-template.js';
import { PreviewMailTemplate } from '../use-cases/preview-mail-template.js';
import { ReadMailTemplates } from '../use-cases/read-mail-templates.js';
import { SendTemplateTest } from '../use-cases/send-template-test.js';
import {
  MailTemplateDto,
  MailTemplateListDto,
  MailTemplatePreviewDto,
  MailTemplateTestDto,
  PreviewMailTemplateDto,
  SaveMailTemplateDto,
  TestMailTemplateDto,
} from './dto/mail-template.dto.js';
import { presentPreview, presentTemplate, presentTemplateItem } from './mail-template.presenter.js';
import { draftOf } from './template-draft.js';
import { TemplateSight } from './template-sight.js';

@ApiTags('administration')
@Controller('api/mail/templates')
@Access('settings:manage')
export class MailTemplatesController {
  constructor(
    private readonly templates: ReadMailTemplates,
    private readonly change: ChangeMailTemplate,
    private readonly preview: PreviewMailTemplate,
    private readonly test: SendTemplateTest,
  ) {}

  /** Every mail of the desk, what it is for, and in which languages somebody has written it anew. */
  @Get()
  @ApiOkResponse({ type: MailTemplateListDto })
  async listMailTemplates(@CurrentCall() call: PersonCall): Promise<MailTemplateListDto> {
    return { items: (await this.templates.all(call)).map(presentTemplateItem) };
  }

  /** One template in one language, with all it can show. */
  @Get(':name/:language')
  @ApiOkResponse({ type: MailTemplateDto })
  @ApiNotFoundResponse()
  async getMailTemplate(
    @CurrentCall() call: PersonCall,
    @Param('name') name: string,
    @Param('language') language: string,
  ): Promise<MailTemplateDto> {
    return presentTemplate(await this.templates.one(call, this.templates.demand(name, language)));
  }

  /** Writes a template anew; refused with the line of each problem. Counts from the next mail on. */
  @Put(':name/:language')
  @ToldFirst(TemplateSight)
  @ApiOkResponse({ type: MailTemplateDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse()
  async saveMailTemplate(
    @CurrentCall() call: PersonCall,
    @Param('name') name: string,
    @Param('language') language: string,
    @Body() dto: SaveMailTemplateDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<MailTemplateDto> {
    const key = this.templates.demand(name, language);
    const { subject, html, text, version } = dto;
    await this.change.save(call, key, { subject, html, text }, { version, ifMatch });
    return presentTemplate(await this.templates.one(call, key));
  }

  /** Back to the template that came with the program. */
  @Delete(':name/:language')
  @ToldFirst(TemplateSight)
  @ApiOkResponse({ type: MailTemplateDto })
  @ApiNotFoundResponse()
  async resetMailTemplate(
    @CurrentCall() call: PersonCall,
    @Param('name') name: string,
    @Param('language') language: string,
    @IfMatch() ifMatch: number | null,
  ): Promise<MailTemplateDto> {
    const key = this.templates.demand(name, language);
    await this.change.reset(call, key, { ifMatch });
    return presentTemplate(await this.templates.one(call, key));
  }

  /** What a mail of this template would look like, and what is wrong with it. Keeps nothing. */
  @Post(':name/:language/preview')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ToldFirst(TemplateSight)
  @ApiOkResponse({ type: MailTemplatePreviewDto })
  @ApiNotFoundResponse()
  previewMailTemplate(
    @CurrentCall() call: PersonCall,
    @Param('name') name: string,
    @Param('language') language: string,
    @Body() dto: PreviewMailTemplateDto,
  ): MailTemplatePreviewDto {
    const { subject, html, text, example = 'full' } = dto;
    const key = this.templates.demand(name, language);
    return presentPreview(this.preview.execute(call, key, { subject, html, text }, example));
  }

  /** Sends the caller a mail with example data: of the template in use, or of the three parts given. */
  @Post(':name/:language/test')
  @HttpCode(202)
  @ToldFirst(TemplateSight)
  @ApiAcceptedResponse({ type: MailTemplateTestDto })
  @ApiNotFoundResponse()
  async testMailTemplate(
    @CurrentCall() call: PersonCall,
    @Param('name') name: string,
    @Param('language') language: string,
    @Body() dto: TestMailTemplateDto,
  ): Promise<MailTemplateTestDto> {
    return this.test.execute(call, this.templates.demand(name, language), draftOf(dto));
  }
}
