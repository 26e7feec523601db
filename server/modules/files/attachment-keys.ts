import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { StoredKeys, type ExpectedBytes, type KeyOwner } from '../../platform/storage/stored-keys.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';

const KEY = /^\d{4}\/\d{2}\/[0-9a-f-]{36}$/;
const PAGE = 500;
/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The bytes of attachments, and of files that wait for their message. */
@Injectable()
export class AttachmentKeys implements KeyOwner, OnModuleInit {
  readonly name = 'attachments';

  constructor(
    private readonly keys: StoredKeys,
    private readonly database: Database,
    private readonly attachments: AttachmentsRepository,
  ) {}

  onModuleInit(): void {
    this.keys.register(this);
  }

  isMine(key: string): boolean {
    return KEY.test(key);
  }

  async needed(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(await this.attachments.keysAmong(this.database, keys));
  }

  async *expected(): AsyncIterable<ExpectedBytes> {
    let after = FIRST;
    for (;;) {
      const page = await this.attachments.pageOfAll(this.database, after, PAGE);
      for (const { id, filename, storageKey: key, size, sha256 } of page) {
        yield { key, size, sha256, what: `attachment ${id} (${filename})` };
      }
      const last = page.at(-1);
      if (last === undefined) {
        return;
      }
      after = last.id;
    }
  }
}
