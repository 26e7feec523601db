import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/http/access.decorator.js';
import { GetSignInOptions } from '../use-cases/get-sign-in-options.js';
import { SignInOptionsDto } from './dto/provider-sign-in.dto.js';

@ApiTags('sign-in')
@Controller('api/auth/options')
@Public()
export class SignInOptionsController {
  constructor(private readonly getting: GetSignInOptions) {}

  /** Ways in beside the password. */
  @Get()
  @Header('Cache-Control', 'no-cache')
  @ApiOkResponse({ type: SignInOptionsDto })
  async getSignInOptions(): Promise<SignInOptionsDto> {
    const { registrationOpen, providers } = await this.getting.execute();
    return {
      registrationOpen,
      providers: providers.map(({ key, name }) => ({ key, name, startUrl: `/api/auth/oidc/${key}/start` })),
    };
  }
}
