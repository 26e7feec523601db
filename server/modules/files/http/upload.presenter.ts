import type { Attachment } from '../domain/attachment.js';
import { previewKindOf } from '../domain/preview-kind.js';
import type { UploadDto } from './dto/upload.dto.js';

export function presentUpload({ id, filename, size, contentType, state, createdAt, expiresAt }: Attachment): UploadDto {
  return {
    id,
    filename,
    size,
    contentType,
    state,
    previewKind: previewKindOf(contentType),
    expiresAt: (expiresAt ?? createdAt).toISOString(),
  };
}
