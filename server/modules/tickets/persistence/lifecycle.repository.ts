import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { StoredLifecycle } from '../domain/stored-lifecycle.js';
import type { Lifecycle } from '../domain/ticket-lifecycle.js';

/** The name alone is read from people: whoever reads the lifecycle wants to know whom to ask. */
const NEWEST = statement(
  'lifecycle.newest',
  `SELECT l.version, json_build_object('statuses', l.statuses, 'transitions', l.transitions) AS lifecycle,
     l.created_at AS "updatedAt",
     CASE WHEN u.id IS NULL THEN NULL
       ELSE json_build_object('id', u.id, 'name', u.first_name || ' ' || u.last_name) END AS "updatedBy"
   FROM lifecycle_versions l LEFT JOIN users u ON u.id = l.changed_by
   ORDER BY l.version DESC LIMIT 1`,
);
/** The first version is never changed and never goes: whoever has it locked is the only one who adds another. */
const LOCK = statement('lifecycle.lock', 'SELECT version FROM lifecycle_versions WHERE version = 1 FOR UPDATE');
const ADD = statement(
  'lifecycle.add',
  `INSERT INTO lifecycle_versions (version, statuses, transitions, changed_by, created_at) VALUES ($1, $2, $3, $4, $5)`,
);

@Injectable()
export class LifecycleRepository {
  constructor(private readonly database: Database) {}

  async newest(from: Queryable = this.database): Promise<StoredLifecycle> {
    const [row] = await from.query<StoredLifecycle>(NEWEST);
    if (row === undefined) {
      throw new Error('The lifecycle is missing from the database, where its migration has put it');
    }
    return row;
  }

  /** The newest one, which stays the newest until the transaction ends. */
  async lock(tx: Transaction): Promise<StoredLifecycle> {
    await tx.query(LOCK);
    return this.newest(tx);
  }

  async add(
    tx: Transaction,
    version: number,
    { statuses, transitions }: Lifecycle,
    change: { readonly now: Date; readonly by: string },
  ): Promise<void> {
    await tx.query(ADD, [version, JSON.stringify(statuses), JSON.stringify(transitions), change.by, change.now]);
  }
}
