import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { CountViews } from '../use-cases/count-views.js';
import { ListViews } from '../use-cases/list-views.js';
import { SaveView, type ViewFields } from '../use-cases/save-view.js';
import { SetViewColumns } from '../use-cases/set-view-columns.js';
import {
  CreateTicketViewDto,
  TicketViewDto,
  TicketViewListDto,
  UpdateTicketViewDto,
  ViewColumnsDto,
  ViewCountsDto,
} from './dto/ticket-view.dto.js';
import { toWords } from './ticket-filter.js';
import { presentView } from './ticket-view.presenter.js';
import { ViewRefusals, ViewSight } from './view-refusals.js';

@ApiTags('tickets')
@Controller('api/tickets/views')
@Access('ticket:work')
export class TicketViewsController {
  constructor(
    private readonly list: ListViews,
    private readonly count: CountViews,
    private readonly save: SaveView,
    private readonly columns: SetViewColumns,
  ) {}

  /** Views of the list of tickets: those always there, one's own, one's teams', everyone's. */
  @Get()
  @ApiOkResponse({ type: TicketViewListDto })
  async listTicketViews(@CurrentCall() call: PersonCall): Promise<TicketViewListDto> {
    return { items: (await this.list.execute(call)).map(presentView) };
  }

  /** How many tickets each view holds, of those the caller sees. */
  @Get('counts')
  @ApiOkResponse({ type: ViewCountsDto })
  async countTicketViews(@CurrentCall() call: PersonCall): Promise<ViewCountsDto> {
    const counts = await this.count.execute(call);
    return { items: counts.map(({ key, count, isCapped }) => ({ key, count, isCapped })) };
  }

  /** Keeps filters, order and columns under a name; at most 20 of one person, of one team, and of everyone. */
  @Post()
  @Idempotent()
  @ApiCreatedResponse({ type: TicketViewDto })
  async createTicketView(@CurrentCall() call: PersonCall, @Body() dto: CreateTicketViewDto): Promise<TicketViewDto> {
    const { id } = await this.save.create(call, { ...toFields(dto), name: dto.name });
    return presentView(await this.list.one(call, id));
  }

  /** Changes a saved view; its filters are replaced as a whole. */
  @Patch(':id')
  @ApiOkResponse({ type: TicketViewDto })
  @ToldFirst(ViewRefusals)
  async updateTicketView(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() dto: UpdateTicketViewDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketViewDto> {
    await this.save.update(call, id, toFields(dto), ifMatch);
    return presentView(await this.list.one(call, id));
  }

  /** Takes a saved view away; no ticket is concerned. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteTicketView(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.save.remove(call, id);
  }

  /** The columns the caller wants to see in a view, by key or id; others see those of the view. */
  @Put(':view/columns')
  @ApiOkResponse({ type: TicketViewDto })
  @ToldFirst(ViewSight)
  async setTicketViewColumns(
    @CurrentCall() call: PersonCall,
    @Param('view') view: string,
    @Body() dto: ViewColumnsDto,
  ): Promise<TicketViewDto> {
    const { ref } = await this.columns.execute(call, view, dto.columns);
    return presentView(await this.list.one(call, ref));
  }
}

function toFields(dto: UpdateTicketViewDto): ViewFields {
  return {
    scope: dto.scope,
    teamId: dto.teamId,
    name: dto.name,
    filters: dto.filters === undefined ? undefined : toWords(dto.filters),
    sort: dto.sort,
    columns: dto.columns,
    position: dto.position,
  };
}
