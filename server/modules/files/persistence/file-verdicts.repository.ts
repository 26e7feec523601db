import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { AttachmentState, JudgedAttachment } from '../domain/attachment.js';
import type { Verdict } from '../domain/verdict.js';
import { COLUMNS } from './attachments.repository.js';

export const JUDGED_COLUMNS = `${COLUMNS}, finding, scanned_at AS "scannedAt", scan_troubles AS "scanTroubles",
  bytes_removed_at IS NULL AS "hasBytes"`;

const LOCK = statement(
  'files.lock',
  `SELECT ${JUDGED_COLUMNS} FROM attachments WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
);
const JUDGE = statement(
  'files.judge',
  `UPDATE attachments SET state = $2, finding = $3, scanned_at = $4, scanned_sha256 = $5, scan_troubles = 0
   WHERE id = $1`,
);
const HOLD = statement(
  'files.hold',
  `UPDATE attachments SET state = 'scanning', scan_troubles = 0 WHERE id = $1 RETURNING ${JUDGED_COLUMNS}`,
);
// What was refused before it was to be scanned again stays out of reach.
const RELEASE = statement(
  'files.release',
  `UPDATE attachments SET state = CASE WHEN finding IS NULL THEN 'unscanned' ELSE 'failed' END
   WHERE id = $1 AND state = 'scanning' AND removed_at IS NULL RETURNING state`,
);
const COUNT_TROUBLE = statement(
  'files.count_trouble',
  'UPDATE attachments SET scan_troubles = scan_troubles + 1 WHERE id = $1',
);
// What has been held for long has lost its task: set aside by hand, or from a time before this desk was restored.
const WAITING = statement(
  'files.waiting',
  `SELECT * FROM (
     (SELECT ${JUDGED_COLUMNS} FROM attachments
      WHERE removed_at IS NULL AND state = 'unscanned' AND (created_at, id) > ($2::timestamptz, $3::uuid)
      ORDER BY created_at, id LIMIT $4)
     UNION ALL
     (SELECT ${JUDGED_COLUMNS} FROM attachments
      WHERE removed_at IS NULL AND state = 'scanning' AND created_at < $1 AND (created_at, id) > ($2::timestamptz, $3::uuid)
      ORDER BY created_at, id LIMIT $4)
   ) AS files ORDER BY "createdAt", id LIMIT $4`,
);
const FORGET_INFECTED = statement(
  'files.forget_infected',
  `UPDATE attachments SET bytes_removed_at = $2 WHERE id IN (
     SELECT id FROM attachments
     WHERE removed_at IS NULL AND state = 'infected' AND bytes_removed_at IS NULL AND scanned_at < $1
     LIMIT $3 FOR UPDATE SKIP LOCKED
   ) RETURNING storage_key AS "storageKey"`,
);

/** Verdicts on files. */
@Injectable()
export class FileVerdictsRepository {
  async lock(tx: Queryable, id: string): Promise<JudgedAttachment | null> {
    const [row] = await tx.query<JudgedAttachment>(LOCK, [id]);
    return row ?? null;
  }

  async judge(tx: Queryable, id: string, { state, finding, sha256 }: Verdict, now: Date): Promise<void> {
    await tx.query(JUDGE, [id, state, finding, now, sha256]);
  }

  /** Out of reach until the next verdict. */
  async hold(tx: Queryable, id: string): Promise<JudgedAttachment | null> {
    const [row] = await tx.query<JudgedAttachment>(HOLD, [id]);
    return row ?? null;
  }

  /** There is no scanner any more. Gives the state that follows; null when nothing was held. */
  async release(from: Queryable, id: string): Promise<AttachmentState | null> {
    const [row] = await from.query<{ state: AttachmentState }>(RELEASE, [id]);
    return row?.state ?? null;
  }

  async countTrouble(from: Queryable, id: string): Promise<void> {
    await from.query(COUNT_TROUBLE, [id]);
  }

  /** Without a verdict, behind this place, oldest first; those that are held count when they have been so since then. */
  async waiting(
    from: Queryable,
    heldSince: Date,
    { at, id }: { readonly at: string; readonly id: string },
    limit: number,
  ): Promise<JudgedAttachment[]> {
    return from.query<JudgedAttachment>(WAITING, [heldSince, at, id, limit]);
  }

  /** Keys of the bytes of up to `most` files that are infected since before then; no row speaks of these bytes any more. */
  async forgetInfected(from: Queryable, before: Date, now: Date, most: number): Promise<string[]> {
    const rows = await from.query<{ storageKey: string }>(FORGET_INFECTED, [before, now, most]);
    return rows.map(({ storageKey }) => storageKey);
  }
}
