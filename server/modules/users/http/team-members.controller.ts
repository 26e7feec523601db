import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { PAGE_LIMIT_DEFAULT } from '../../../kernel/page.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { ChangeTeamMember } from '../use-cases/change-team-member.js';
import { ListTeamMembers } from '../use-cases/list-team-members.js';
import { presentTeamMember } from './account.presenter.js';
import { TeamMemberPageDto } from './dto/account.dto.js';
import { PageQueryDto } from './dto/account-query.dto.js';

@ApiTags('teams')
@Controller('api/teams/:id/members')
export class TeamMembersController {
  constructor(
    private readonly listing: ListTeamMembers,
    private readonly changing: ChangeTeamMember,
    private readonly photos: PhotoLinks,
  ) {}

  /** Who works in a team, by name; administrators also see those who are suspended. */
  @Get()
  @Access('people:find')
  @ApiOkResponse({ type: TeamMemberPageDto })
  async listTeamMembers(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) teamId: string,
    @Query() query: PageQueryDto,
  ): Promise<TeamMemberPageDto> {
    const page = await this.listing.execute(call, {
      teamId,
      limit: query.limit ?? PAGE_LIMIT_DEFAULT,
      cursor: query.cursor ?? null,
    });
    return { items: page.items.map((row) => presentTeamMember(row, this.photos)), nextCursor: page.nextCursor };
  }

  /** Puts a coordinator or an administrator into a team; nothing happens when he is in it. */
  @Put(':userId')
  @Access('user:manage')
  @HttpCode(204)
  @ApiNoContentResponse()
  async addTeamMember(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) teamId: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    await this.changing.execute(call, { teamId, userId, isMember: true });
  }

  /** Takes somebody out of a team; nothing happens when he is not in it. */
  @Delete(':userId')
  @Access('user:manage')
  @HttpCode(204)
  @ApiNoContentResponse()
  async removeTeamMember(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) teamId: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    await this.changing.execute(call, { teamId, userId, isMember: false });
  }
}
