import type { Page } from '../../../kernel/page.js';
import type { ListedFile } from '../use-cases/list-files.js';
import type { FilesSummary } from '../use-cases/summarise-files.js';
import type { AdminFileDto, AdminFileListDto, FilesSummaryDto } from './dto/admin-file.dto.js';

export function presentFile({ file, ticket, uploader, allowedActions }: ListedFile): AdminFileDto {
  return {
    id: file.id,
    filename: file.filename,
    size: file.size,
    contentType: file.contentType,
    state: file.state,
    finding: file.finding,
    ticket: ticket === null ? null : { id: ticket.id, number: ticket.number, subject: ticket.subject },
    uploadedBy:
      uploader === null
        ? null
        : {
            id: uploader.id,
            companyId: uploader.companyId,
            name: uploader.name,
            firstName: uploader.firstName,
            lastName: uploader.lastName,
            avatarUrl: uploader.avatarUrl,
          },
    createdAt: file.createdAt.toISOString(),
    scannedAt: file.scannedAt?.toISOString() ?? null,
    allowedActions: [...allowedActions],
  };
}

export function presentFiles(page: Page<ListedFile>): AdminFileListDto {
  return { items: page.items.map(presentFile), nextCursor: page.nextCursor };
}

export function presentSummary({ scanner, storage, counts }: FilesSummary): FilesSummaryDto {
  const of = (state: string): number => counts.find((row) => row.state === state)?.count ?? 0;
  return {
    scanner: {
      state: scanner.state,
      version: scanner.version,
      signaturesAt: scanner.signaturesAt?.toISOString() ?? null,
      lastError: scanner.lastError,
    },
    storage: { kind: storage.kind, state: storage.state },
    counts: {
      unscanned: of('unscanned'),
      scanning: of('scanning'),
      clean: of('clean'),
      infected: of('infected'),
      failed: of('failed'),
    },
    bytes: counts.reduce((sum, row) => sum + row.bytes, 0),
  };
}
