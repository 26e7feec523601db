import { ApiProperty } from '@nestjs/swagger';
import { ATTACHMENT_STATES, type AttachmentState } from '../../domain/attachment.js';
import { PREVIEW_KINDS, type PreviewKind } from '../../domain/preview-kind.js';

/** A file that waits to be sent with a message. */
export class UploadDto {
  /** What `uploadIds` takes; stays the file's id once it is sent, so that `attachment:<id>` shows it in a text. */
  id: string;
  /** Cleaned name. */
  filename: string;
  /** Bytes. */
  size: number;
  /** By content, not by name. */
  contentType: string;
  /** It may be sent in every state but `infected`. */
  @ApiProperty({ enum: ATTACHMENT_STATES })
  state: AttachmentState;
  /** How a page can show it; null: not at all. */
  @ApiProperty({ enum: [...PREVIEW_KINDS, null], nullable: true, type: String })
  previewKind: PreviewKind | null;
  /** UTC, 24 hours after it came: then it is forgotten unless it was sent. */
  expiresAt: string;
}

/** Files that wait to be sent. */
export class UploadListDto {
  /** Oldest first; one person has at most 20. */
  items: UploadDto[];
}
