import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { SendTestMail } from '../use-cases/send-test-mail.js';
import { SendTestMailDto, TestMailDto } from './dto/mail.dto.js';

@ApiTags('administration')
@Controller('api/settings/mail')
@Access('settings:manage')
export class MailSettingsController {
  constructor(private readonly sending: SendTestMail) {}

  /** Sends a test mail on the way of every mail; what became of it is read in the message log. */
  @Post('test')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: TestMailDto })
  async sendTestMail(@CurrentCall() call: PersonCall, @Body() { to }: SendTestMailDto): Promise<TestMailDto> {
    return this.sending.execute(call, to);
  }
}
