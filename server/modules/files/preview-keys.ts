import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { StoredKeys, type KeyOwner } from '../../platform/storage/stored-keys.js';
import { previewedId } from './domain/preview.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';

/** Pictures drawn of attachments: needed as long as their file may be shown, and never missed. */
@Injectable()
export class PreviewKeys implements KeyOwner, OnModuleInit {
  readonly name = 'previews';

  constructor(
    private readonly keys: StoredKeys,
    private readonly database: Database,
    private readonly attachments: AttachmentsRepository,
  ) {}

  onModuleInit(): void {
    this.keys.register(this);
  }

  isMine(key: string): boolean {
    return previewedId(key) !== null;
  }

  async needed(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const ids = keys.map(previewedId).filter((id) => id !== null);
    const shown = new Set(await this.attachments.shownAmong(this.database, [...new Set(ids)]));
    return new Set(keys.filter((key) => shown.has(previewedId(key) ?? '')));
  }

  /** Whatever is missing is drawn again. */
  async *expected(): AsyncGenerator<never> {
    // Nothing must be there.
  }
}
