import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access, Public } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { DeleteGroup } from '../use-cases/delete-group.js';
import { ListGroups } from '../use-cases/list-groups.js';
import { SaveGroup } from '../use-cases/save-group.js';
import { presentCountedDepartment, presentGroup } from './account.presenter.js';
import { CountedDepartmentListDto, GroupListDto, VersionedGroupDto } from './dto/account.dto.js';
import { CreateGroupDto, UpdateGroupDto } from './dto/group.dto.js';

@ApiTags('departments')
@Controller('api')
export class DepartmentsController {
  constructor(
    private readonly listing: ListGroups,
    private readonly saving: SaveGroup,
    private readonly deleting: DeleteGroup,
  ) {}

  /** Departments by name; the registration form needs them. */
  @Get('departments')
  @Public()
  @ApiOkResponse({ type: GroupListDto })
  async listDepartments(): Promise<GroupListDto> {
    return { items: (await this.listing.departments()).map(presentGroup) };
  }

  /** Departments with the number of their people; the public list keeps it to itself. */
  @Get('admin/departments')
  @Access('user:manage')
  @ApiOkResponse({ type: CountedDepartmentListDto })
  async listCountedDepartments(): Promise<CountedDepartmentListDto> {
    return { items: (await this.listing.countedDepartments()).map(presentCountedDepartment) };
  }

  /** A new department. */
  @Post('departments')
  @Access('user:manage')
  @Idempotent()
  @ApiCreatedResponse({ type: VersionedGroupDto })
  async createDepartment(@CurrentCall() call: PersonCall, @Body() body: CreateGroupDto): Promise<VersionedGroupDto> {
    return presentGroup(
      await this.saving.execute(call, { kind: 'department', id: null, key: body.key, name: body.name, ifMatch: null }),
    );
  }

  /** Renames a department. */
  @Patch('departments/:id')
  @Access('user:manage')
  @ApiOkResponse({ type: VersionedGroupDto })
  async updateDepartment(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: number | null,
    @Body() body: UpdateGroupDto,
  ): Promise<VersionedGroupDto> {
    return presentGroup(
      await this.saving.execute(call, { kind: 'department', id, key: body.key, name: body.name, ifMatch }),
    );
  }

  /** Takes a department away; its people keep its name. */
  @Delete('departments/:id')
  @Access('user:manage')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteDepartment(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.deleting.execute(call, { kind: 'department', id });
  }
}
