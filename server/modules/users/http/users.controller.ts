import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { PAGE_LIMIT_DEFAULT } from '../../../kernel/page.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { CreateAccount } from '../use-cases/create-account.js';
import { GetAccount } from '../use-cases/get-account.js';
import { ListAccounts, type GroupFilter } from '../use-cases/list-accounts.js';
import { UpdateAccount } from '../use-cases/update-account.js';
import { presentAccount } from './account.presenter.js';
import { AccountDto, AccountPageDto } from './dto/account.dto.js';
import { CreateAccountDto, UpdateAccountDto } from './dto/account-changes.dto.js';
import { ListAccountsQueryDto } from './dto/account-query.dto.js';

/** `none` beside ids and keys. */
function groupFilter(given: readonly string[] = []): GroupFilter {
  const refs = given.map((ref) => ref.toLowerCase());
  return { refs: refs.filter((ref) => ref !== 'none'), isNone: refs.includes('none') };
}

@ApiTags('users')
@Controller('api/users')
@Access('user:manage')
export class UsersController {
  constructor(
    private readonly listing: ListAccounts,
    private readonly getting: GetAccount,
    private readonly creating: CreateAccount,
    private readonly updating: UpdateAccount,
    private readonly photos: PhotoLinks,
  ) {}

  /** Accounts, newest first. */
  @Get()
  @ApiOkResponse({ type: AccountPageDto })
  async listUsers(@CurrentCall() call: PersonCall, @Query() query: ListAccountsQueryDto): Promise<AccountPageDto> {
    const page = await this.listing.execute(call, {
      statuses: query.status ?? [],
      roles: query.role ?? [],
      departments: groupFilter(query.department),
      teams: groupFilter(query.team),
      text: query.q ?? '',
      sort: query.sort ?? '-createdAt',
      limit: query.limit ?? PAGE_LIMIT_DEFAULT,
      cursor: query.cursor ?? null,
      wantsTotal: query.include === 'total',
    });
    return {
      items: page.items.map((row) => presentAccount(call.actor, row, this.photos)),
      nextCursor: page.nextCursor,
      ...(page.total === undefined ? {} : { total: page.total }),
    };
  }

  /** One account. */
  @Get(':id')
  @ApiOkResponse({ type: AccountDto })
  async getUser(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<AccountDto> {
    return presentAccount(call.actor, await this.getting.execute(call, id), this.photos);
  }

  /** Makes an approved account; its owner chooses a password by a mailed link. */
  @Post()
  @Idempotent()
  @ApiCreatedResponse({ type: AccountDto })
  async createUser(@CurrentCall() call: PersonCall, @Body() body: CreateAccountDto): Promise<AccountDto> {
    const { id } = await this.creating.execute(call, {
      email: body.email,
      firstName: body.firstName,
      lastName: body.lastName,
      role: body.role ?? 'Employee',
      department: body.department ?? null,
      phone: body.phone ?? null,
      teamIds: body.teamIds ?? [],
    });
    return presentAccount(call.actor, await this.getting.execute(call, id), this.photos);
  }

  /** Changes names, address, role, department, teams and the like. */
  @Patch(':id')
  @ApiOkResponse({ type: AccountDto })
  async updateUser(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: number | null,
    @Body() body: UpdateAccountDto,
  ): Promise<AccountDto> {
    const { version, ...patch } = body;
    await this.updating.execute(call, { id, patch, version: version ?? null, ifMatch });
    return presentAccount(call.actor, await this.getting.execute(call, id), this.photos);
  }
}
