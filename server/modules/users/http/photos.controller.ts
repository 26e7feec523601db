import { Controller, Delete, Get, HttpCode, Param, Put, Query, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { PersonCall } from '../../../kernel/call.js';
import { Access, Public } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ReceivedFiles, ReceivesFilesAlone } from '../../../platform/http/receive-files.interceptor.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { PHOTO_SIZES } from '../domain/photo-link.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { ChangePhoto } from '../use-cases/change-photo.js';
import { GetAccount } from '../use-cases/get-account.js';
import { OpenPhoto } from '../use-cases/open-photo.js';
import { SetPhoto } from '../use-cases/set-photo.js';
import { presentOwnAccount } from './account.presenter.js';
import { OwnAccountDto } from './dto/account.dto.js';

@ApiTags('me')
@Controller()
export class PhotosController {
  constructor(
    private readonly setting: SetPhoto,
    private readonly changing: ChangePhoto,
    private readonly opening: OpenPhoto,
    private readonly getting: GetAccount,
    private readonly photos: PhotoLinks,
  ) {}

  /** One's own profile photo: one PNG, JPEG, WebP or GIF of at most 10 MB; it is cut to a square. */
  @Put('api/me/avatar')
  @Access('account:own')
  @ReceivesFilesAlone()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['files'], properties: { files: { type: 'string', format: 'binary' } } },
  })
  @ApiOkResponse({ type: OwnAccountDto })
  async setMyAvatar(
    @CurrentCall() call: PersonCall,
    @ReceivedFiles() files: readonly ReceivedFile[],
  ): Promise<OwnAccountDto> {
    await this.setting.execute(call, files);
    return presentOwnAccount(call.actor, await this.getting.execute(call, call.actor.id), this.photos);
  }

  /** Takes one's own profile photo away; nothing happens when there is none. */
  @Delete('api/me/avatar')
  @HttpCode(204)
  @Access('account:own')
  @ApiNoContentResponse()
  async removeMyAvatar(@CurrentCall() call: PersonCall): Promise<void> {
    await this.changing.execute(call, null);
  }

  /** A profile photo by the signed address that `avatarUrl` gives; the other size may be put in its place. */
  @Get('avatars/:userId/:size')
  @Public()
  @ApiParam({ name: 'size', enum: [...PHOTO_SIZES] })
  @ApiQuery({ name: 'expires' })
  @ApiQuery({ name: 'signature' })
  @ApiProduces('image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async downloadAvatar(
    @Param('userId') userId: string,
    @Param('size') size: string,
    @Query('expires') expires: unknown,
    @Query('signature') signature: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const bytes = await this.opening.execute({
      userId,
      size: Number(size),
      expires: Number(expires),
      signature: typeof signature === 'string' ? signature : '',
    });
    void reply
      .header('Content-Security-Policy', "sandbox; default-src 'none'")
      .header('Cache-Control', 'private, max-age=86400')
      .header('Cross-Origin-Resource-Policy', 'same-origin');
    return new StreamableFile(bytes, { type: 'image/webp' });
  }
}
