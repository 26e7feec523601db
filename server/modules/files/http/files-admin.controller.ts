import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { ListFiles } from '../use-cases/list-files.js';
import { RemoveFile } from '../use-cases/remove-file.js';
import { ScanAgain } from '../use-cases/scan-again.js';
import { SummariseFiles } from '../use-cases/summarise-files.js';
import { AdminFileListDto, FileScanDto, FilesSummaryDto, ListFilesQuery, RemoveFileDto } from './dto/admin-file.dto.js';
import { presentFile, presentFiles, presentSummary } from './file.presenter.js';

@ApiTags('administration')
@Controller('api/admin/files')
@Access('file:manage')
export class FilesAdminController {
  constructor(
    private readonly list: ListFiles,
    private readonly summary: SummariseFiles,
    private readonly scan: ScanAgain,
    private readonly removal: RemoveFile,
  ) {}

  /** How the scanner and the storage do, and how many files are in which state. */
  @Get('summary')
  @ApiOkResponse({ type: FilesSummaryDto })
  async showFilesSummary(): Promise<FilesSummaryDto> {
    return presentSummary(await this.summary.execute());
  }

  /** All files of tickets and those that wait to be sent, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminFileListDto })
  async listFiles(@Query() query: ListFilesQuery): Promise<AdminFileListDto> {
    return presentFiles(
      await this.list.execute({ states: query.state ?? [], cursor: query.cursor ?? null, limit: query.limit }),
    );
  }

  /** Judges a file anew; nobody can open it until then. */
  @Post(':id/scan')
  @HttpCode(200)
  @ApiOkResponse({ type: FileScanDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse()
  async scanFile(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<FileScanDto> {
    const { taskId } = await this.scan.execute(call, id);
    return { ...presentFile(await this.list.one(id)), taskId };
  }

  /** Takes a file away for good, with a reason. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  async removeFile(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() body: RemoveFileDto,
  ): Promise<void> {
    await this.removal.execute(call, id, body.reason);
  }
}
