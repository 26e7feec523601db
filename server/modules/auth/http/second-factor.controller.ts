import { Body, Controller, Delete, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import { ConfirmSecondFactor } from '../use-cases/confirm-second-factor.js';
import { GetSecondFactor } from '../use-cases/get-second-factor.js';
import { RemoveSecondFactor } from '../use-cases/remove-second-factor.js';
import { RenewRecoveryCodes } from '../use-cases/renew-recovery-codes.js';
import { StartSecondFactor } from '../use-cases/start-second-factor.js';
import {
  PasswordDto,
  RecoveryCodesDto,
  SecondFactorCodeDto,
  SecondFactorDto,
  StartedSecondFactorDto,
} from './dto/own-security.dto.js';
import { presentSecondFactor } from './own-security.presenter.js';
import { RemovalRefusals } from './removal-refusals.js';

@ApiTags('me')
@Controller('api/me/totp')
@Access('account:own')
export class SecondFactorController {
  constructor(
    private readonly getting: GetSecondFactor,
    private readonly starting: StartSecondFactor,
    private readonly confirming: ConfirmSecondFactor,
    private readonly renewing: RenewRecoveryCodes,
    private readonly removing: RemoveSecondFactor,
  ) {}

  /** Whether the caller signs in with a second factor. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SecondFactorDto })
  async getSecondFactor(@CurrentCall() call: PersonCall): Promise<SecondFactorDto> {
    return presentSecondFactor(await this.getting.execute(call));
  }

  /** A secret for the authenticator; nothing changes until it is confirmed. */
  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: StartedSecondFactorDto })
  async startSecondFactor(@CurrentCall() call: PersonCall, @Body() body: PasswordDto): Promise<StartedSecondFactorDto> {
    const { secret, uri, qr } = await this.starting.execute(call, body.password);
    return { secret, uri, qr };
  }

  /** A code turns two-factor sign-in on and yields the recovery codes. */
  @Post('confirm')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: RecoveryCodesDto })
  async confirmSecondFactor(
    @CurrentCall() call: PersonCall,
    @Body() body: SecondFactorCodeDto,
  ): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.confirming.execute(call, body.code) };
  }

  /** A new set of recovery codes, with the password; the old ones stop working. */
  @Post('recovery-codes')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: RecoveryCodesDto })
  async renewRecoveryCodes(@CurrentCall() call: PersonCall, @Body() body: PasswordDto): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.renewing.execute(call, body.password) };
  }

  /** Turns two-factor sign-in off, with the password; 409 while the role needs it. */
  @Delete()
  @HttpCode(204)
  @ToldFirst(RemovalRefusals)
  @ApiNoContentResponse()
  async removeSecondFactor(@CurrentCall() call: PersonCall, @Body() body: PasswordDto): Promise<void> {
    await this.removing.execute(call, body.password);
  }
}
