import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { GetAccount } from '../use-cases/get-account.js';
import { UpdateAccount } from '../use-cases/update-account.js';
import { presentOwnAccount } from './account.presenter.js';
import { OwnAccountDto } from './dto/account.dto.js';
import { UpdateOwnAccountDto } from './dto/account-changes.dto.js';

@ApiTags('me')
@Controller('api/me')
@Access('account:own')
export class MeController {
  constructor(
    private readonly getting: GetAccount,
    private readonly updating: UpdateAccount,
    private readonly photos: PhotoLinks,
  ) {}

  /** The caller's own account. */
  @Get()
  @ApiOkResponse({ type: OwnAccountDto })
  async getMe(@CurrentCall() call: PersonCall): Promise<OwnAccountDto> {
    return presentOwnAccount(call.actor, await this.getting.execute(call, call.actor.id), this.photos);
  }

  /** Changes what people may change about themselves. */
  @Patch()
  @ApiOkResponse({ type: OwnAccountDto })
  async updateMe(
    @CurrentCall() call: PersonCall,
    @IfMatch() ifMatch: number | null,
    @Body() body: UpdateOwnAccountDto,
  ): Promise<OwnAccountDto> {
    const { version, ...patch } = body;
    const { id } = call.actor;
    await this.updating.execute(call, { id, patch, version: version ?? null, ifMatch });
    return presentOwnAccount(call.actor, await this.getting.execute(call, id), this.photos);
  }
}
