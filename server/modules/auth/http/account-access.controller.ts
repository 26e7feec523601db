import { Controller, Delete, Get, Header, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { DeleteApiToken } from '../use-cases/delete-api-token.js';
import { EndAllSessions } from '../use-cases/end-all-sessions.js';
import { EndSession } from '../use-cases/end-session.js';
import { GetAccountAccess } from '../use-cases/get-account-access.js';
import { ResetSecondFactor } from '../use-cases/reset-second-factor.js';
import { AccountAccessDto } from './dto/account-access.dto.js';
import { presentAccountAccess } from './own-security.presenter.js';

@ApiTags('users')
@Controller('api/users')
@Access('user:manage')
export class AccountAccessController {
  constructor(
    private readonly getting: GetAccountAccess,
    private readonly endingAll: EndAllSessions,
    private readonly endingOne: EndSession,
    private readonly deleting: DeleteApiToken,
    private readonly resetting: ResetSecondFactor,
  ) {}

  /** By which doors a person comes in: password, second factor, sessions, API tokens, identities at providers. */
  @Get(':id/access')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: AccountAccessDto })
  async getAccountAccess(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<AccountAccessDto> {
    return presentAccountAccess(await this.getting.execute(call, id));
  }

  /** Signs a person out everywhere; API tokens stay. */
  @Delete(':id/sessions')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSessionsOfAccount(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.endingAll.execute(call, { userId: id, keepsCurrent: false });
  }

  /** Ends one session of a person: its tokens stop working with the next request. */
  @Delete(':id/sessions/:sessionId')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSessionOfAccount(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Param('sessionId', IdPipe) sessionId: string,
  ): Promise<void> {
    await this.endingOne.execute(call, { userId: id, sessionId });
  }

  /** Deletes an API token of a person: it lets nobody in from the next request on. */
  @Delete(':id/api-tokens/:tokenId')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteApiTokenOfAccount(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Param('tokenId', IdPipe) tokenId: string,
  ): Promise<void> {
    await this.deleting.execute(call, { userId: id, tokenId });
  }

  /** Takes the second factor of a person away who has lost it; the owner is mailed. Never the caller's own. */
  @Delete(':id/totp')
  @HttpCode(204)
  @ApiNoContentResponse()
  async resetSecondFactor(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.resetting.execute(call, id);
  }
}
