import { Body, Controller, Delete, Get, Header, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { ListIdentities } from '../use-cases/list-identities.js';
import { RemoveIdentity } from '../use-cases/remove-identity.js';
import { IdentityListDto, RemoveIdentityDto } from './dto/provider-sign-in.dto.js';
import { presentIdentity } from './identity.presenter.js';

@ApiTags('me')
@Controller('api/me/identities')
@Access('account:own')
export class IdentitiesController {
  constructor(
    private readonly listing: ListIdentities,
    private readonly removing: RemoveIdentity,
  ) {}

  /** The caller's identities at identity providers. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: IdentityListDto })
  async listIdentities(@CurrentCall() call: PersonCall): Promise<IdentityListDto> {
    const { items, hasPassword } = await this.listing.execute(call);
    return {
      items: items.map(presentIdentity),
      hasPassword,
    };
  }

  /** An identity no longer opens the account. 409 `LAST_WAY_IN` when nothing else would. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async removeIdentity(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() body: RemoveIdentityDto,
  ): Promise<void> {
    await this.removing.execute(call, { id, currentPassword: body.currentPassword ?? null });
  }
}
