import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import type { AccountDecision } from '../domain/account-lifecycle.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { DecideAccount } from '../use-cases/decide-account.js';
import { GetAccount } from '../use-cases/get-account.js';
import { presentAccount } from './account.presenter.js';
import { AccountDto } from './dto/account.dto.js';
import { ForDecision } from './decision-refusals.js';
import { ApproveUserDto } from './dto/decisions.dto.js';
import { DecisionReasonDto } from './dto/account-changes.dto.js';

interface Target {
  readonly id: string;
  readonly ifMatch: number | null;
}

@ApiTags('users')
@Controller('api/users/:id')
@Access('user:manage')
export class AccountDecisionsController {
  constructor(
    private readonly deciding: DecideAccount,
    private readonly getting: GetAccount,
    private readonly photos: PhotoLinks,
  ) {}

  /** Lets a pending or rejected person in, and puts him where he belongs in the same step. */
  @Post('approve')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: AccountDto })
  @ForDecision('approve')
  async approveUser(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: number | null,
    @Body() placement: ApproveUserDto,
  ): Promise<AccountDto> {
    await this.deciding.execute(call, { id, ifMatch, decision: 'approve', reason: null, placement });
    return presentAccount(call.actor, await this.getting.execute(call, id), this.photos);
  }

  /** Refuses a pending person; the reason is mailed. */
  @Post('reject')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: AccountDto })
  @ForDecision('reject')
  async rejectUser(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: number | null,
    @Body() body: DecisionReasonDto,
  ): Promise<AccountDto> {
    return this.decide(call, { id, ifMatch }, 'reject', body.reason);
  }

  /** Shuts a person out at once: all sessions and API tokens end. */
  @Post('suspend')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: AccountDto })
  @ForDecision('suspend')
  async suspendUser(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: number | null,
    @Body() body: DecisionReasonDto,
  ): Promise<AccountDto> {
    return this.decide(call, { id, ifMatch }, 'suspend', body.reason);
  }

  /** Lets a suspended person in again. */
  @Post('reinstate')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: AccountDto })
  async reinstateUser(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: number | null,
  ): Promise<AccountDto> {
    return this.decide(call, { id, ifMatch }, 'reinstate', null);
  }

  private async decide(
    call: PersonCall,
    target: Target,
    decision: AccountDecision,
    reason: string | null,
  ): Promise<AccountDto> {
    await this.deciding.execute(call, { ...target, decision, reason });
    return presentAccount(call.actor, await this.getting.execute(call, target.id), this.photos);
  }
}
