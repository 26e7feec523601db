import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Call } from '../../../kernel/call.js';
import { Public } from '../../../platform/http/access.decorator.js';
import { OpenCall } from '../../../platform/http/current-call.decorator.js';
import { ForgotPassword } from '../use-cases/forgot-password.js';
import { ResetPassword } from '../use-cases/reset-password.js';
import { SetUpFirstAdmin } from '../use-cases/set-up-first-admin.js';
import {
  ForgotPasswordDto,
  ResetPasswordDto,
  SetupDoneDto,
  SetupDto,
  SetupQueryDto,
  SetupStateDto,
} from './dto/recovery.dto.js';

/** Ways in for somebody without a password: forgotten, invited, or the very first. */
@ApiTags('sign-in')
@Controller('api/auth')
@Public()
export class RecoveryController {
  constructor(
    private readonly forgetting: ForgotPassword,
    private readonly resetting: ResetPassword,
    private readonly settingUp: SetUpFirstAdmin,
  ) {}

  /** Mails a link, if there is such an account; the answer does not tell. */
  @Post('password/forgot')
  @HttpCode(202)
  @ApiAcceptedResponse()
  async forgotPassword(@OpenCall() call: Call, @Body() body: ForgotPasswordDto): Promise<void> {
    await this.forgetting.execute(call, body.email);
  }

  /** A new password by a mailed link; every session of the account ends. */
  @Post('password/reset')
  @HttpCode(204)
  @ApiNoContentResponse()
  async resetPassword(@OpenCall() call: Call, @Body() body: ResetPasswordDto): Promise<void> {
    await this.resetting.execute(call, body);
  }

  /** Whether the printed set-up link would work now. */
  @Get('setup')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SetupStateDto })
  async checkSetup(@Query() query: SetupQueryDto): Promise<SetupStateDto> {
    return { valid: await this.settingUp.isOpen(query.token) };
  }

  /** Makes the first administrator; works once. */
  @Post('setup')
  @Header('Cache-Control', 'no-store')
  @ApiCreatedResponse({ type: SetupDoneDto })
  async setUpFirstAdmin(@OpenCall() call: Call, @Body() body: SetupDto): Promise<SetupDoneDto> {
    const { id, companyId, email, firstName, lastName, role, status } = await this.settingUp.execute(call, body);
    return { employee: { id, companyId, email, firstName, lastName, role, status } };
  }
}
