import { Injectable } from '@nestjs/common';
import { decodeTimeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement } from '../../../platform/database/statement.js';
import type { AttachmentState, JudgedAttachment } from '../domain/attachment.js';
import { JUDGED_COLUMNS } from './file-verdicts.repository.js';

export interface FileFilter {
  readonly states: readonly AttachmentState[];
  readonly cursor: string | null;
  readonly limit: number;
}

export interface StateCount {
  readonly state: AttachmentState;
  readonly count: number;
  readonly bytes: number;
}

const FIND = statement(
  'files.judged',
  `SELECT ${JUDGED_COLUMNS} FROM attachments WHERE id = $1 AND removed_at IS NULL`,
);
const COUNTS = statement(
  'files.counts',
  `SELECT state, count(*)::float8 AS count, sum(size)::float8 AS bytes
   FROM attachments WHERE removed_at IS NULL GROUP BY state`,
);
const SORT = '-createdAt';

/** What is read of files whoever owns them. */
@Injectable()
export class FileReads {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ states, cursor, limit }: FileFilter): Promise<Page<JudgedAttachment>> {
    const values: unknown[] = [];
    const conditions = ['removed_at IS NULL'];
    if (states.length > 0) {
      values.push(states);
      conditions.push(`state = ANY ($${String(values.length)}::text[])`);
    }
    if (cursor !== null) {
      values.push(...decodeTimeCursor(cursor, SORT));
      conditions.push(
        `(created_at, id) < ($${String(values.length - 1)}::timestamptz, $${String(values.length)}::uuid)`,
      );
    }
    const rows = await this.database.query<JudgedAttachment>(
      adHoc(
        `SELECT ${JUDGED_COLUMNS} FROM attachments WHERE ${conditions.join(' AND ')}
         ORDER BY created_at DESC, id DESC LIMIT ${String(limit + 1)}`,
      ),
      values,
    );
    // Times of files are written by this program, and have no microseconds to lose.
    return pageOf(rows, limit, (row) => encodeCursor(SORT, [row.createdAt.toISOString(), row.id]));
  }

  async find(id: string): Promise<JudgedAttachment | null> {
    const [row] = await this.database.query<JudgedAttachment>(FIND, [id]);
    return row ?? null;
  }

  async counts(): Promise<StateCount[]> {
    return this.database.query<StateCount>(COUNTS);
  }
}
