import { Controller, Delete, Get, Header, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { ClearThrottle } from '../use-cases/clear-throttle.js';
import { ListThrottles } from '../use-cases/list-throttles.js';
import { SignInThrottleListDto } from './dto/throttle.dto.js';
import { presentThrottle } from './throttle.presenter.js';

@ApiTags('administration')
@Controller('api/admin/sign-in-throttles')
@Access('user:manage')
export class ThrottlesController {
  constructor(
    private readonly listing: ListThrottles,
    private readonly clearing: ClearThrottle,
  ) {}

  /** Failed sign-ins of late, and who is kept waiting. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SignInThrottleListDto })
  async listSignInThrottles(): Promise<SignInThrottleListDto> {
    return { items: (await this.listing.execute()).map(presentThrottle) };
  }

  /** Forgets the failures: who was kept waiting may try again at once. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async clearSignInThrottle(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.clearing.execute(call, id);
  }
}
