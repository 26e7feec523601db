import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { DeleteApiToken } from '../use-cases/delete-api-token.js';
import { ListApiTokens } from '../use-cases/list-api-tokens.js';
import { MakeApiToken } from '../use-cases/make-api-token.js';
import { ApiTokenListDto, CreateApiTokenDto, CreatedApiTokenDto } from './dto/own-security.dto.js';
import { presentApiToken } from './own-security.presenter.js';

const DAYS = 90;

@ApiTags('me')
@Controller('api/me/api-tokens')
@Access('account:own')
export class ApiTokensController {
  constructor(
    private readonly listing: ListApiTokens,
    private readonly making: MakeApiToken,
    private readonly deleting: DeleteApiToken,
  ) {}

  /** The caller's API tokens, without their secrets. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: ApiTokenListDto })
  async listApiTokens(@CurrentCall() call: PersonCall): Promise<ApiTokenListDto> {
    return { items: (await this.listing.execute(call)).map(presentApiToken) };
  }

  /** A new API token, shown this once. Not repeatable by Idempotency-Key, because answers are kept for that. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiCreatedResponse({ type: CreatedApiTokenDto })
  async createApiToken(@CurrentCall() call: PersonCall, @Body() body: CreateApiTokenDto): Promise<CreatedApiTokenDto> {
    const made = await this.making.execute(call, {
      name: body.name,
      scopes: body.scopes,
      expiresInDays: body.expiresInDays ?? DAYS,
    });
    return { ...presentApiToken(made), token: made.token };
  }

  /** From the next request on it lets nobody in. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteApiToken(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.deleting.execute(call, { userId: call.actor.id, tokenId: id });
  }
}
