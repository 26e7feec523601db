import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { DEFAULT_LIFECYCLE } from '../domain/default-lifecycle.js';
import { ChangeLifecycle } from '../use-cases/change-lifecycle.js';
import { CheckLifecycle } from '../use-cases/check-lifecycle.js';
import { GetLifecycle } from '../use-cases/get-lifecycle.js';
import { ChangeLifecycleDto, LifecycleDto, LifecycleProblemsDto, WishedLifecycleDto } from './dto/lifecycle.dto.js';
import { presentLifecycle, toWish } from './lifecycle.presenter.js';

@ApiTags('lifecycle')
@Controller('api/lifecycle')
export class LifecycleController {
  constructor(
    private readonly reading: GetLifecycle,
    private readonly changing: ChangeLifecycle,
    private readonly checking: CheckLifecycle,
  ) {}

  /** Statuses with their words, and who leads a ticket from one to another. */
  @Get()
  @Access('ticket:read')
  @ApiOkResponse({ type: LifecycleDto })
  async getLifecycle(@CurrentCall() call: PersonCall): Promise<LifecycleDto> {
    return presentLifecycle(call, await this.reading.execute());
  }

  /** Names and all transitions anew; refused with everything that is wrong with it. Tickets stay where they are. */
  @Put()
  @Access('lifecycle:manage')
  @ApiOkResponse({ type: LifecycleDto })
  async changeLifecycle(
    @CurrentCall() call: PersonCall,
    @Body() dto: ChangeLifecycleDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<LifecycleDto> {
    await this.changing.execute(call, toWish(dto), ifMatch ?? dto.version ?? null);
    return presentLifecycle(call, await this.reading.execute());
  }

  /** What would be wrong with a lifecycle. Changes nothing. */
  @Post('check')
  @HttpCode(200)
  @Access('lifecycle:manage')
  @ApiOkResponse({ type: LifecycleProblemsDto })
  async checkLifecycle(@Body() dto: WishedLifecycleDto): Promise<LifecycleProblemsDto> {
    return { problems: [...(await this.checking.execute(toWish(dto)))] };
  }

  /** Back to the lifecycle that a desk begins with. */
  @Post('reset')
  @HttpCode(200)
  @Access('lifecycle:manage')
  @ApiOkResponse({ type: LifecycleDto })
  async resetLifecycle(@CurrentCall() call: PersonCall, @IfMatch() ifMatch: number | null): Promise<LifecycleDto> {
    await this.changing.execute(call, DEFAULT_LIFECYCLE, ifMatch);
    return presentLifecycle(call, await this.reading.execute());
  }
}
