import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../kernel/page.js';
import { Line, WholeNumber, WordsOf } from '../../../../platform/http/fields.decorator.js';
import { ATTACHMENT_STATES, type AttachmentState, type FileAction } from '../../domain/attachment.js';

export class UploaderDto {
  /** UUID of the account. */
  id: string;
  /** Like EMP-000123. */
  companyId: string;
  /** First and last name. */
  name: string;
  firstName: string;
  lastName: string;
  /** Signed and expiring, or null. */
  avatarUrl: string | null;
}

export class FileTicketDto {
  /** UUID. */
  id: string;
  /** Like SS-000123. */
  number: string;
  subject: string;
}

export class AdminFileDto {
  /** UUID of the attachment. */
  id: string;
  /** Cleaned. */
  filename: string;
  /** Bytes. */
  size: number;
  /** By content. */
  contentType: string;
  /** Bytes are served in the state `clean`, and `unscanned` ones where the settings of files say so. */
  @ApiProperty({ enum: ATTACHMENT_STATES })
  state: AttachmentState;
  /** The virus by the scanner's name, or why the file could not be judged; while it is scanned again, what was found before. */
  finding: string | null;
  /** Where it hangs; null while it waits to be sent. */
  ticket: FileTicketDto | null;
  /** Null for the desk itself. */
  uploadedBy: UploaderDto | null;
  /** UTC. */
  createdAt: string;
  /** UTC, of the last verdict; null before the first. */
  scannedAt: string | null;
  /** What may be done now. */
  @ApiProperty({ enum: ['scan', 'remove'], isArray: true })
  allowedActions: FileAction[];
}

export class AdminFileListDto {
  /** Newest first. */
  items: AdminFileDto[];
  /** Send as `cursor` for the next page; null on the last one. */
  nextCursor: string | null;
}

export class FileScanDto extends AdminFileDto {
  /** The background work that scans it. */
  taskId: string;
}

export class ListFilesQuery {
  /** Several by comma. */
  @ApiPropertyOptional({ type: String, example: 'infected,failed' })
  @WordsOf(ATTACHMENT_STATES)
  state?: AttachmentState[];

  /** Where the last page ended. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  /** Rows of one page. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;
}

export class RemoveFileDto {
  /** Why the file is taken away, for the history. */
  @Line(1, 500)
  reason: string;
}

export class ScannerDto {
  /** `absent`: none is configured (CLAMAV_URL); `down`: it does not answer, and new files wait. */
  @ApiProperty({ enum: ['absent', 'up', 'down'] })
  state: 'absent' | 'up' | 'down';
  /** As it calls itself; null until it has answered once. */
  version: string | null;
  /** UTC, when its signatures were made; null when it does not say. */
  signaturesAt: string | null;
  /** What it said last when it failed; null while it works. */
  lastError: string | null;
}

export class StorageStateDto {
  /** Where bytes are kept: a folder of this machine, or an S3-compatible store. */
  @ApiProperty({ enum: ['local', 's3'] })
  kind: 'local' | 's3';
  /** `full`: files can be opened, but none can be added; `down`: neither. */
  @ApiProperty({ enum: ['up', 'full', 'down'] })
  state: 'up' | 'full' | 'down';
}

export class FileCountsDto {
  /** No scanner has seen them. */
  unscanned: number;
  /** Held until their verdict. */
  scanning: number;
  clean: number;
  infected: number;
  /** Could not be judged. */
  failed: number;
}

export class FilesSummaryDto {
  scanner: ScannerDto;
  storage: StorageStateDto;
  /** Files that are not removed, by state. */
  counts: FileCountsDto;
  /** Bytes of all files that are not removed. */
  bytes: number;
}
