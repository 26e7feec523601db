import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { PersonCall } from '../../../kernel/call.js';
import { Access, Public } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import type { DeskRequest } from '../../../platform/http/request.js';
import { VARIANTS, variantNamed } from '../domain/preview.js';
import { variantUnknown } from '../files.errors.js';
import { OpenAttachment } from '../use-cases/open-attachment.js';
import { assertPicture, OpenPreview } from '../use-cases/open-preview.js';
import { AttachmentLinkDto } from './dto/attachment-link.dto.js';
import { answerOriginal, answerPreview, type FileAnswer } from './file-answer.js';
import { FileDoor } from './file-door.js';
import { FileLinks } from './file-links.js';

const SIZES = VARIANTS.filter((variant) => variant !== 'original');
const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('files')
@Controller()
export class AttachmentsController {
  constructor(
    private readonly door: FileDoor,
    private readonly open: OpenAttachment,
    private readonly previews: OpenPreview,
    private readonly links: FileLinks,
  ) {}

  /** The bytes, for a bearer who may see what the file belongs to, or by a signed link. One range of them by `Range`. */
  @Get(['attach/:id/download', 'api/attach/:id/download'])
  @Public()
  @ApiQuery({ name: 'expires', required: false })
  @ApiQuery({ name: 'signature', required: false })
  @ApiHeader({ name: 'Range', required: false, description: 'One range, like `bytes=0-1023`' })
  @ApiHeader({ name: 'If-Range', required: false, description: 'The ETag of the bytes that the range continues' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of bytes that are there already: 304' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse(BINARY)
  @ApiResponse({ status: 206, ...BINARY })
  async downloadAttachment(
    @Param('id') id: string,
    @Req() request: DeskRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileAnswer> {
    const attachment = await this.door.enter(request, id, 'original');
    return answerOriginal(request, reply, attachment, async (part) => this.open.bytes(attachment, part));
  }

  /** A picture of a picture, drawn anew as WebP; for the same people as the file, or by a link for this size. */
  @Get(['attach/:id/preview', 'api/attach/:id/preview'])
  @Public()
  @ApiQuery({ name: 'size', enum: SIZES })
  @ApiQuery({ name: 'expires', required: false })
  @ApiQuery({ name: 'signature', required: false })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of bytes that are there already: 304' })
  @ApiProduces('image/webp')
  @ApiOkResponse(BINARY)
  async previewAttachment(
    @Param('id') id: string,
    @Query('size') given: unknown,
    @Req() request: DeskRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileAnswer> {
    const size = SIZES.find((known) => known === given) ?? null;
    const attachment = await this.door.enter(request, id, size);
    assertPicture(attachment);
    if (size === null) {
      throw variantUnknown('size', SIZES);
    }
    return answerPreview(request, reply, attachment, size, async () => this.previews.execute(attachment, size));
  }

  /** A link for a browser's image or download, which cannot send a bearer. */
  @Get('api/attachments/:id/link')
  @Access('file:read')
  @Header('Cache-Control', 'no-store')
  @ApiQuery({ name: 'variant', enum: VARIANTS, required: false })
  @ApiOkResponse({ type: AttachmentLinkDto })
  async linkAttachment(
    @CurrentCall() call: PersonCall,
    @Param('id') id: string,
    @Query('variant') given: unknown = 'original',
  ): Promise<AttachmentLinkDto> {
    const attachment = await this.open.authorise(call, id);
    const variant = variantNamed(given);
    if (variant !== 'original') {
      assertPicture(attachment);
    }
    if (variant === null) {
      throw variantUnknown('variant', VARIANTS);
    }
    return this.links.make(attachment.id, variant);
  }
}
