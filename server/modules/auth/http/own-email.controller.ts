import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiNotFoundResponse, ApiTags } from '@nestjs/swagger';
import type { Call, PersonCall } from '../../../kernel/call.js';
import { Access, Public } from '../../../platform/http/access.decorator.js';
import { CurrentCall, OpenCall } from '../../../platform/http/current-call.decorator.js';
import { ConfirmOwnEmail } from '../use-cases/confirm-own-email.js';
import { RequestOwnEmail } from '../use-cases/request-own-email.js';
import { TakeBackOwnEmail } from '../use-cases/take-back-own-email.js';
import { ConfirmEmailDto, RequestEmailDto } from './dto/own-email.dto.js';

@ApiTags('me')
@Controller('api')
export class OwnEmailController {
  constructor(
    private readonly requesting: RequestOwnEmail,
    private readonly takingBack: TakeBackOwnEmail,
    private readonly confirming: ConfirmOwnEmail,
  ) {}

  /**
   * Mails a link to the new address, good once and for 24 hours, and a notice to the present one. The answer does not tell
   * whether another account has the address: its owner is told instead. 409 `PASSWORD_NOT_SET`: choose a password first.
   */
  @Post('me/email')
  @Access('account:own')
  @HttpCode(202)
  @ApiAcceptedResponse()
  async requestEmail(@CurrentCall() call: PersonCall, @Body() body: RequestEmailDto): Promise<void> {
    await this.requesting.execute(call, body);
  }

  /** Takes the wish for another address back; 404 when there is none. */
  @Delete('me/email')
  @Access('account:own')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  async takeBackEmail(@CurrentCall() call: PersonCall): Promise<void> {
    await this.takingBack.execute(call);
  }

  /** Confirms the new address with the token of the mailed link (`/confirm-email?token=`); sessions go on. */
  @Post('auth/email/confirm')
  @Public()
  @HttpCode(204)
  @ApiNoContentResponse()
  async confirmEmail(@OpenCall() call: Call, @Body() body: ConfirmEmailDto): Promise<void> {
    await this.confirming.execute(call, body.token);
  }
}
