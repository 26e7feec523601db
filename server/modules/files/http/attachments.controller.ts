import { Controller, Get, Header, Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { Configuration } from '../../../config/configuration.js';
import { isInScope, lacksSecondFactor } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { permissionDenied, secondFactorRequired } from '../../../kernel/common.errors.js';
import { Access, Public } from '../../../platform/http/access.decorator.js';
import { ActorResolverPort } from '../../../platform/http/actor-resolver.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { callOf, type DeskRequest } from '../../../platform/http/request.js';
import { isLinkValid, LINK_LIFETIME, signLink } from '../domain/download-link.js';
import { OpenAttachment } from '../use-cases/open-attachment.js';
import { AttachmentLinkDto } from './dto/attachment-link.dto.js';

@ApiTags('files')
@Controller()
export class AttachmentsController {
  constructor(
    private readonly open: OpenAttachment,
    private readonly resolver: ActorResolverPort,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** The bytes, for a bearer who may see what the file belongs to, or by a signed link. */
  @Get(['attach/:id/download', 'api/attach/:id/download'])
  @Public()
  @ApiQuery({ name: 'expires', required: false })
  @ApiQuery({ name: 'signature', required: false })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async downloadAttachment(
    @Param('id') id: string,
    @Query('expires') expires: string | undefined,
    @Query('signature') signature: string | undefined,
    @Req() request: DeskRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const isByLink =
      typeof expires === 'string' &&
      typeof signature === 'string' &&
      isLinkValid(this.secret(), id, Number(expires), signature, this.clock.now());
    const attachment = isByLink
      ? await this.open.byLink(id)
      : await this.open.authorise(await this.bearer(request), id);
    const bytes = await this.open.bytes(attachment);
    void reply
      .header('Content-Security-Policy', "sandbox; default-src 'none'")
      .header('Cache-Control', 'private, no-store')
      .header('Cross-Origin-Resource-Policy', 'same-origin');
    return new StreamableFile(bytes, {
      type: attachment.contentType,
      length: attachment.size,
      disposition: contentDisposition(attachment.filename, { type: 'attachment' }),
    });
  }

  /** A link for a browser's image or download, which cannot send a bearer. */
  @Get('api/attachments/:id/link')
  @Access('file:read')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: AttachmentLinkDto })
  async linkAttachment(@CurrentCall() call: PersonCall, @Param('id') id: string): Promise<AttachmentLinkDto> {
    const attachment = await this.open.authorise(call, id);
    const expires = Math.floor(this.clock.now().getTime() / 1_000) + LINK_LIFETIME;
    const signature = signLink(this.secret(), attachment.id, expires);
    return {
      url: `/attach/${attachment.id}/download?expires=${String(expires)}&signature=${signature}`,
      expiresAt: new Date(expires * 1_000).toISOString(),
    };
  }

  /** The route is public for the sake of links, so the bearer's own right is asked here. */
  private async bearer(request: DeskRequest): Promise<PersonCall> {
    const actor = await this.resolver.resolve(request);
    if (!isInScope(actor, 'file:read')) {
      throw lacksSecondFactor(actor, 'file:read') ? secondFactorRequired() : permissionDenied();
    }
    return { ...callOf(request), actor };
  }

  private secret(): string {
    const { jwtSecret } = this.configuration;
    if (jwtSecret === null) {
      throw new Error('No secret to sign links with');
    }
    return jwtSecret;
  }
}
