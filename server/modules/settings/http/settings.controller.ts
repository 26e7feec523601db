import { Body, Controller, Get, Header, Param, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { ChangeSettings } from '../use-cases/change-settings.js';
import { GetSettings } from '../use-cases/get-settings.js';
import { AreaRefusals } from './area-refusals.js';
import { ChangeSettingsDto, SettingsAreaDto, SettingsListDto } from './dto/settings.dto.js';
import { presentSettings } from './settings.presenter.js';

@ApiTags('administration')
@Controller('api/settings')
@Access('settings:manage')
export class SettingsController {
  constructor(
    private readonly getting: GetSettings,
    private readonly changing: ChangeSettings,
  ) {}

  /** Everything that can be set while the desk runs. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SettingsListDto })
  async listSettings(@CurrentCall() call: PersonCall): Promise<SettingsListDto> {
    return { items: (await this.getting.all(call)).map(presentSettings) };
  }

  /** The settings of one subject, with what each field means. */
  @Get(':area')
  @ApiOkResponse({ type: SettingsAreaDto })
  async getSettings(@CurrentCall() call: PersonCall, @Param('area') area: string): Promise<SettingsAreaDto> {
    return presentSettings(await this.getting.execute(call, area));
  }

  /** Changes some fields; counts from the next request on. */
  @Patch(':area')
  @ToldFirst(AreaRefusals)
  @ApiOkResponse({ type: SettingsAreaDto })
  async changeSettings(
    @CurrentCall() call: PersonCall,
    @Param('area') area: string,
    @IfMatch() ifMatch: number | null,
    @Body() body: ChangeSettingsDto,
  ): Promise<SettingsAreaDto> {
    await this.changing.execute(call, { area, values: body.values, version: body.version ?? null, ifMatch });
    return presentSettings(await this.getting.execute(call, area));
  }
}
