import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Attachment, AttachmentAudience } from '../domain/attachment.js';
import { AttachmentEntity } from './attachment.entity.js';

export const COLUMNS = `id, owner_type AS "ownerType", owner_id AS "ownerId", part_id AS "partId", audience, filename,
  content_type AS "contentType", size::float8 AS size, sha256, storage_key AS "storageKey", state,
  uploaded_by AS "uploadedBy", created_at AS "createdAt", expires_at AS "expiresAt"`;

const FIND = statement('files.find', `SELECT ${COLUMNS} FROM attachments WHERE id = $1 AND removed_at IS NULL`);
const OF_OWNER = statement(
  'files.of_owner',
  `SELECT ${COLUMNS} FROM attachments
   WHERE owner_id = $1 AND owner_type = $2 AND audience = ANY ($3::text[]) AND removed_at IS NULL
   ORDER BY created_at, id`,
);
const REMOVE = statement(
  'files.remove',
  'UPDATE attachments SET removed_at = $3 WHERE id = $1 AND owner_id = $2 AND removed_at IS NULL RETURNING id',
);
/** Bytes of infected files are destroyed after some days. */
const HAS_BYTES = 'removed_at IS NULL AND bytes_removed_at IS NULL';
const KEYS_AMONG = statement(
  'files.keys_among',
  `SELECT storage_key AS key FROM attachments WHERE storage_key = ANY ($1::text[]) AND ${HAS_BYTES}`,
);
const PAGE_OF_ALL = statement(
  'files.page_of_all',
  `SELECT ${COLUMNS} FROM attachments WHERE id > $1 AND ${HAS_BYTES} ORDER BY id LIMIT $2`,
);

/** Of which something may be shown, or could be again after another verdict. */
const SHOWN = statement(
  'files.shown',
  "SELECT id FROM attachments WHERE id = ANY ($1::uuid[]) AND removed_at IS NULL AND state <> 'infected'",
);

@Injectable()
export class AttachmentsRepository {
  async insert(tx: Transaction, attachments: readonly Attachment[]): Promise<void> {
    await tx.manager.insert(
      AttachmentEntity,
      attachments.map((attachment) => ({ ...attachment, size: String(attachment.size) })),
    );
  }

  async shownAmong(from: Queryable, ids: readonly string[]): Promise<string[]> {
    return (await from.query<{ id: string }>(SHOWN, [ids])).map(({ id }) => id);
  }

  async find(from: Queryable, id: string): Promise<Attachment | null> {
    const [row] = await from.query<Attachment>(FIND, [id]);
    return row ?? null;
  }

  async ofOwner(
    from: Queryable,
    ownerType: string,
    ownerId: string,
    audiences: readonly AttachmentAudience[],
  ): Promise<Attachment[]> {
    return from.query<Attachment>(OF_OWNER, [ownerId, ownerType, audiences]);
  }

  /** False when it was already removed, or was sent and belongs to something else now. */
  async remove(tx: Transaction, { id, ownerId }: Attachment, now: Date): Promise<boolean> {
    return (await tx.query(REMOVE, [id, ownerId, now])).length === 1;
  }

  /** Which of these keys hold the bytes of a file that was not removed. */
  async keysAmong(from: Queryable, keys: readonly string[]): Promise<string[]> {
    const rows = await from.query<{ key: string }>(KEYS_AMONG, [keys]);
    return rows.map(({ key }) => key);
  }

  /** In the order of their ids. */
  async pageOfAll(from: Queryable, after: string, most: number): Promise<Attachment[]> {
    return from.query<Attachment>(PAGE_OF_ALL, [after, most]);
  }
}
