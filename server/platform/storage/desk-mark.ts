import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Storage } from './storage.js';

const INSTANCE = statement('storage.instance', 'SELECT id FROM instance');

/**
 * Whose files these are. A desk that was given another database, or the bucket of another desk, knows none of the files it
 * finds there: that makes none of them rubbish.
 */
@Injectable()
export class DeskMark {
  constructor(
    private readonly storage: Storage,
    private readonly database: Database,
  ) {}

  /** Whether what lies here is of this desk; a storage that bears no mark becomes so. */
  async isOurs(): Promise<boolean> {
    const [row] = await this.database.query<{ id: string }>(INSTANCE);
    const id = row?.id ?? '';
    const mark = await this.storage.readMark();
    if (mark === null) {
      await this.storage.writeMark(id);
    }
    return mark === null || mark === id;
  }
}
