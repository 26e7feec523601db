import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { DEFAULT_ESCALATION } from '../domain/sla-policy.js';
import { ListServiceLevels } from '../use-cases/list-service-levels.js';
import { SavePolicy } from '../use-cases/save-policy.js';
import { TryPolicy } from '../use-cases/try-policy.js';
import {
  CreateSlaPolicyDto,
  SlaPolicyDto,
  SlaPolicyListDto,
  TriedPolicyDto,
  TrySlaPolicyDto,
  UpdateSlaPolicyDto,
} from './dto/policy.dto.js';
import { plainEscalation, plainTargets, presentPolicy, presentTried } from './sla.presenter.js';
import { toTriedTicket } from './tried-ticket.js';

@ApiTags('service levels')
@Controller('api/sla/policies')
@Access('sla:manage')
export class SlaPoliciesController {
  constructor(
    private readonly list: ListServiceLevels,
    private readonly save: SavePolicy,
    private readonly tryOut: TryPolicy,
  ) {}

  /** What is promised: the policy for everything first, then those of single categories. */
  @Get()
  @ApiOkResponse({ type: SlaPolicyListDto })
  async listSlaPolicies(): Promise<SlaPolicyListDto> {
    return { items: (await this.list.policies()).map(presentPolicy) };
  }

  /** A policy for a category that has none. */
  @Post()
  @Idempotent()
  @ApiCreatedResponse({ type: SlaPolicyDto })
  async createSlaPolicy(@CurrentCall() call: PersonCall, @Body() dto: CreateSlaPolicyDto): Promise<SlaPolicyDto> {
    return presentPolicy(
      await this.save.create(call, {
        name: dto.name,
        calendarId: dto.calendarId,
        categoryId: dto.categoryId,
        targets: plainTargets(dto.targets),
        warnAtPercent: dto.warnAtPercent ?? 75,
        escalation: dto.escalation === undefined ? DEFAULT_ESCALATION : plainEscalation(dto.escalation),
      }),
    );
  }

  /** Name, calendar, category, targets or the time of the warning. */
  @Patch(':id')
  @ApiOkResponse({ type: SlaPolicyDto })
  async updateSlaPolicy(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() dto: UpdateSlaPolicyDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<SlaPolicyDto> {
    const { targets, name, calendarId, categoryId, warnAtPercent, escalation } = dto;
    const fields = {
      ...(name === undefined ? {} : { name }),
      ...(calendarId === undefined ? {} : { calendarId }),
      ...(categoryId === undefined ? {} : { categoryId }),
      ...(warnAtPercent === undefined ? {} : { warnAtPercent }),
      ...(escalation === undefined ? {} : { escalation: plainEscalation(escalation) }),
      ...(targets === undefined ? {} : { targets: plainTargets(targets) }),
    };
    return presentPolicy(await this.save.update(call, id, fields, ifMatch));
  }

  /** Takes the policy of a category away; the one for everything stays. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteSlaPolicy(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.save.remove(call, id);
  }

  /** When a ticket that is only thought of would be due under this policy, and why. Changes nothing. */
  @Post(':id/try')
  @HttpCode(200)
  @ApiOkResponse({ type: TriedPolicyDto })
  async trySlaPolicy(@Param('id', IdPipe) id: string, @Body() dto: TrySlaPolicyDto): Promise<TriedPolicyDto> {
    return { items: (await this.tryOut.execute(id, toTriedTicket(dto))).map(presentTried) };
  }
}
