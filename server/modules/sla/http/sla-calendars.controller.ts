import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { ListServiceLevels } from '../use-cases/list-service-levels.js';
import { SaveCalendar } from '../use-cases/save-calendar.js';
import {
  CreateSlaCalendarDto,
  ImportedHolidaysDto,
  ImportHolidaysDto,
  SlaCalendarDto,
  SlaCalendarListDto,
  UpdateSlaCalendarDto,
} from './dto/calendar.dto.js';
import { plainExceptions, plainWeek, presentCalendar } from './sla.presenter.js';

@ApiTags('service levels')
@Controller('api/sla/calendars')
@Access('sla:manage')
export class SlaCalendarsController {
  constructor(
    private readonly list: ListServiceLevels,
    private readonly save: SaveCalendar,
  ) {}

  /** Business calendars, by name. */
  @Get()
  @ApiOkResponse({ type: SlaCalendarListDto })
  async listSlaCalendars(): Promise<SlaCalendarListDto> {
    return { items: (await this.list.calendars()).map(presentCalendar) };
  }

  /** A new business calendar. */
  @Post()
  @Idempotent()
  @ApiCreatedResponse({ type: SlaCalendarDto })
  async createSlaCalendar(@CurrentCall() call: PersonCall, @Body() dto: CreateSlaCalendarDto): Promise<SlaCalendarDto> {
    const { name, timeZone, week, exceptions = [] } = dto;
    return presentCalendar(
      await this.save.create(call, {
        name,
        timeZone,
        week: plainWeek(week),
        exceptions: plainExceptions(exceptions),
      }),
    );
  }

  /** Name, zone, week or exceptions; each that is given replaces what stood there. */
  @Patch(':id')
  @ApiOkResponse({ type: SlaCalendarDto })
  async updateSlaCalendar(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() dto: UpdateSlaCalendarDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<SlaCalendarDto> {
    const { name, timeZone, week, exceptions } = dto;
    const fields = {
      ...(name === undefined ? {} : { name }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(week === undefined ? {} : { week: plainWeek(week) }),
      ...(exceptions === undefined ? {} : { exceptions: plainExceptions(exceptions) }),
    };
    return presentCalendar(await this.save.update(call, id, fields, ifMatch));
  }

  /** Takes a calendar away; 409 while a policy counts by it. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteSlaCalendar(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.save.remove(call, id);
  }

  /** Adds the holidays of an iCalendar text; dates that have hours of their own keep them. */
  @Post(':id/holidays')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportedHolidaysDto })
  async importHolidays(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() dto: ImportHolidaysDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<ImportedHolidaysDto> {
    const { calendar, skipped } =
      dto.isPreview === true
        ? await this.save.previewHolidays(call, id, dto.ics)
        : await this.save.importHolidays(call, id, dto.ics, ifMatch);
    return { ...presentCalendar(calendar), skipped: [...skipped] };
  }
}
