import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ReceivedFiles, ReceivesFilesAlone } from '../../../platform/http/receive-files.interceptor.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { DiscardUpload } from '../use-cases/discard-upload.js';
import { ReadUploads } from '../use-cases/read-uploads.js';
import { StageUpload } from '../use-cases/stage-upload.js';
import { UploadDto, UploadListDto } from './dto/upload.dto.js';
import { presentUpload } from './upload.presenter.js';
import { UploadRefusals } from './upload-refusals.js';

/** Files that come before their message: judged while it is still written, and kept with its draft. */
@ApiTags('files')
@Controller('api/uploads')
@Access('file:upload')
export class UploadsController {
  constructor(
    private readonly stage: StageUpload,
    private readonly read: ReadUploads,
    private readonly discard: DiscardUpload,
  ) {}

  /** Upload one file for a message that is yet to be sent; multipart field `files`. At most 20 and 200 MB may wait. */
  @Post()
  @ReceivesFilesAlone()
  @Idempotent()
  @ToldFirst(UploadRefusals)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['files'], properties: { files: { type: 'string', format: 'binary' } } },
  })
  @ApiCreatedResponse({ type: UploadDto })
  async createUpload(
    @CurrentCall() call: PersonCall,
    @ReceivedFiles() files: readonly ReceivedFile[],
  ): Promise<UploadDto> {
    const { uploadId } = await this.stage.execute(call, files);
    return presentUpload(await this.read.one(call, uploadId));
  }

  /** The caller's files that wait to be sent, oldest first. */
  @Get()
  @ApiOkResponse({ type: UploadListDto })
  async listUploads(@CurrentCall() call: PersonCall): Promise<UploadListDto> {
    return { items: (await this.read.list(call)).map(presentUpload) };
  }

  /** One of the caller's files that wait to be sent. */
  @Get(':id')
  @ApiOkResponse({ type: UploadDto })
  async getUpload(@CurrentCall() call: PersonCall, @Param('id') id: string): Promise<UploadDto> {
    return presentUpload(await this.read.one(call, id));
  }

  /** Take back a file that was not sent. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteUpload(@CurrentCall() call: PersonCall, @Param('id') id: string): Promise<void> {
    await this.discard.execute(call, id);
  }
}
