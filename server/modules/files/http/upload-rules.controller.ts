import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/http/access.decorator.js';
import { FileLimits } from '../file-limits.js';
import { Scanner } from '../scanning/scanner.js';
import { UploadRulesDto } from './dto/upload-rules.dto.js';

@ApiTags('files')
@Controller('api/uploads/rules')
@Access('file:read')
export class UploadRulesController {
  constructor(
    private readonly limits: FileLimits,
    private readonly scanner: Scanner,
  ) {}

  /** What may be uploaded, so that a client can say so before it sends anything. */
  @Get()
  @ApiOkResponse({ type: UploadRulesDto })
  async readUploadRules(): Promise<UploadRulesDto> {
    const { maxFileBytes, maxFiles, maxTotalBytes, extensions } = await this.limits.ofUploads();
    return { maxFileBytes, maxFiles, maxTotalBytes, extensions: [...extensions], isScanned: this.scanner.isConfigured };
  }
}
