import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { PAGE_LIMIT_DEFAULT } from '../../../kernel/page.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { DecideAccounts } from '../use-cases/decide-accounts.js';
import { GetAccount } from '../use-cases/get-account.js';
import { InviteAgain } from '../use-cases/invite-again.js';
import { ReadAccountHistory } from '../use-cases/read-account-history.js';
import { presentAccount, presentDecisionResult, presentHistoryItem } from './account.presenter.js';
import { AccountDto } from './dto/account.dto.js';
import { AccountHistoryPageDto } from './dto/account-history.dto.js';
import { PageQueryDto } from './dto/account-query.dto.js';
import { DecideUsersDto, DecisionResultsDto } from './dto/decisions.dto.js';

/** What administrators do with accounts besides editing them and deciding about one. */
@ApiTags('users')
@Controller('api/users')
@Access('user:manage')
export class AccountRecordsController {
  constructor(
    private readonly deciding: DecideAccounts,
    private readonly inviting: InviteAgain,
    private readonly reading: ReadAccountHistory,
    private readonly getting: GetAccount,
    private readonly photos: PhotoLinks,
  ) {}

  /** One decision on up to 100 accounts, each by itself: what is impossible for one stops no other. */
  @Post('decisions')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: DecisionResultsDto })
  async decideUsers(@CurrentCall() call: PersonCall, @Body() body: DecideUsersDto): Promise<DecisionResultsDto> {
    const { ids, decision, reason } = body;
    const results = await this.deciding.execute(call, { ids, decision, reason: reason ?? null });
    return { items: results.map(presentDecisionResult) };
  }

  /** Another mail with a fresh link for choosing the first password; 409 when there is a password. */
  @Post(':id/invite')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: AccountDto })
  async inviteUser(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<AccountDto> {
    await this.inviting.execute(call, id);
    return presentAccount(call.actor, await this.getting.execute(call, id), this.photos);
  }

  /** Everything that happened to an account, newest first: changes, decisions, and what concerns its sign-in. */
  @Get(':id/history')
  @ApiOkResponse({ type: AccountHistoryPageDto })
  async listUserHistory(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQueryDto,
  ): Promise<AccountHistoryPageDto> {
    const page = await this.reading.execute(call, {
      id,
      limit: query.limit ?? PAGE_LIMIT_DEFAULT,
      cursor: query.cursor ?? null,
    });
    return { items: page.items.map((item) => presentHistoryItem(item, this.photos)), nextCursor: page.nextCursor };
  }
}
