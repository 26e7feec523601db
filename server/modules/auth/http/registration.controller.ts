import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Call } from '../../../kernel/call.js';
import { Public } from '../../../platform/http/access.decorator.js';
import { OpenCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { Register } from '../use-cases/register.js';
import { RegisterDto, RegistrationDto } from './dto/register.dto.js';
import { presentRegistration } from './session.presenter.js';

@ApiTags('sign-in')
@Controller('api/auth')
@Public()
export class RegistrationController {
  constructor(private readonly registering: Register) {}

  /** Asks for an account; an administrator approves it. */
  @Post('register')
  @Idempotent()
  @Header('Cache-Control', 'no-store')
  @ApiCreatedResponse({ type: RegistrationDto })
  async register(@OpenCall() call: Call, @Body() body: RegisterDto): Promise<RegistrationDto> {
    const made = await this.registering.execute(call, {
      email: body.email,
      password: body.password,
      firstName: body.firstName,
      lastName: body.lastName,
      department: (body.department ?? '') === '' ? null : (body.department ?? null),
      phone: body.phone ?? null,
      language: body.language ?? null,
    });
    return { employee: presentRegistration(made) };
  }
}
