import { Injectable } from '@nestjs/common';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { Page } from '../../../kernel/page.js';
import { Database } from '../../../platform/database/database.js';
import { actionsOf, type FileAction, type JudgedAttachment } from '../domain/attachment.js';
import { FileOwners, type OwnerInWords } from '../file-owners.js';
import { FilePeople, type Uploader } from '../file-people.js';
import { FileReads, type FileFilter } from '../persistence/file-reads.js';
import { Scanner } from '../scanning/scanner.js';

export interface ListedFile {
  readonly file: JudgedAttachment;
  readonly ticket: OwnerInWords | null;
  readonly uploader: Uploader | null;
  readonly allowedActions: readonly FileAction[];
}

/** Files as administrators see them, whoever owns them. */
@Injectable()
export class ListFiles {
  constructor(
    private readonly database: Database,
    private readonly reads: FileReads,
    private readonly owners: FileOwners,
    private readonly people: FilePeople,
    private readonly scanner: Scanner,
  ) {}

  async execute(filter: FileFilter): Promise<Page<ListedFile>> {
    const { items, nextCursor } = await this.reads.page(filter);
    return { items: await this.inWords(items), nextCursor };
  }

  /** 404 when it is removed. */
  async one(id: string): Promise<ListedFile> {
    const file = await this.reads.find(id);
    const [listed] = file === null ? [] : await this.inWords([file]);
    if (listed === undefined) {
      throw resourceNotFound();
    }
    return listed;
  }

  private async inWords(files: readonly JudgedAttachment[]): Promise<ListedFile[]> {
    const uploaderIds = files.map(({ uploadedBy }) => uploadedBy).filter((id) => id !== null);
    const [owners, uploaders] = await Promise.all([
      this.owners.describe(this.database, files),
      this.people.named(uploaderIds),
    ]);
    return files.map((file) => ({
      file,
      ticket: owners.get(file.ownerId) ?? null,
      uploader: file.uploadedBy === null ? null : (uploaders.get(file.uploadedBy) ?? null),
      allowedActions: actionsOf(file, this.scanner.isConfigured),
    }));
  }
}
