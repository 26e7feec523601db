import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { DeleteGroup } from '../use-cases/delete-group.js';
import { ListGroups } from '../use-cases/list-groups.js';
import { SaveGroup } from '../use-cases/save-group.js';
import { presentGroup, presentTeam } from './account.presenter.js';
import { TeamListDto, VersionedGroupDto } from './dto/account.dto.js';
import { CreateGroupDto, UpdateGroupDto } from './dto/group.dto.js';

@ApiTags('teams')
@Controller('api/teams')
export class TeamsController {
  constructor(
    private readonly listing: ListGroups,
    private readonly saving: SaveGroup,
    private readonly deleting: DeleteGroup,
  ) {}

  /** Teams by name. */
  @Get()
  @Access('people:find')
  @ApiOkResponse({ type: TeamListDto })
  async listTeams(@CurrentCall() call: PersonCall): Promise<TeamListDto> {
    return { items: (await this.listing.countedTeams(call)).map(presentTeam) };
  }

  /** A new team. */
  @Post()
  @Access('user:manage')
  @Idempotent()
  @ApiCreatedResponse({ type: VersionedGroupDto })
  async createTeam(@CurrentCall() call: PersonCall, @Body() body: CreateGroupDto): Promise<VersionedGroupDto> {
    return presentGroup(
      await this.saving.execute(call, { kind: 'team', id: null, key: body.key, name: body.name, ifMatch: null }),
    );
  }

  /** Renames a team. */
  @Patch(':id')
  @Access('user:manage')
  @ApiOkResponse({ type: VersionedGroupDto })
  async updateTeam(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: number | null,
    @Body() body: UpdateGroupDto,
  ): Promise<VersionedGroupDto> {
    return presentGroup(await this.saving.execute(call, { kind: 'team', id, key: body.key, name: body.name, ifMatch }));
  }

  /** Takes a team away; its members leave it; 409 while tickets belong to it. */
  @Delete(':id')
  @Access('user:manage')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteTeam(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.deleting.execute(call, { kind: 'team', id });
  }
}
