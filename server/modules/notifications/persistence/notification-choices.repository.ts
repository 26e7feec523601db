import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { NotificationChoice, NotificationKey } from '../domain/notification-kinds.js';

const OF_PERSON = statement(
  'notifications.choices_of_person',
  'SELECT kind, mail FROM notification_choices WHERE user_id = $1',
);
/** Only what differs is written and returned: repeating a choice is no change. */
const SAVE = statement(
  'notifications.save_choices',
  `INSERT INTO notification_choices AS c (user_id, kind, mail, created_at, updated_at)
   SELECT $1, g.kind, g.mail, $4, $4 FROM unnest($2::text[], $3::boolean[]) AS g (kind, mail)
   ON CONFLICT (user_id, kind) DO UPDATE SET mail = excluded.mail, updated_at = excluded.updated_at
   WHERE c.mail <> excluded.mail RETURNING c.kind, c.mail`,
);
const WHO_DECLINED = statement(
  'notifications.who_declined',
  'SELECT user_id FROM notification_choices WHERE user_id = ANY($1::uuid[]) AND kind = $2 AND NOT mail',
);

@Injectable()
export class NotificationChoicesRepository {
  constructor(private readonly database: Database) {}

  /** What the person chose; kinds without a choice are as the desk has them. */
  async of(userId: string): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.database.query<{ kind: string; mail: boolean }>(OF_PERSON, [userId]);
    return new Map(rows.map(({ kind, mail }) => [kind, mail]));
  }

  /** Those that are other than before. */
  async save(
    tx: Transaction,
    userId: string,
    choices: readonly NotificationChoice[],
    now: Date,
  ): Promise<NotificationChoice[]> {
    const values = [userId, choices.map(({ key }) => key), choices.map(({ mail }) => mail), now];
    const rows = await tx.query<{ kind: NotificationKey; mail: boolean }>(SAVE, values);
    return rows.map(({ kind, mail }) => ({ key: kind, mail }));
  }

  /** Those of these people who do not want mails of this kind, in one statement. */
  async declinedAmong(
    ids: readonly string[],
    key: NotificationKey,
    from: Queryable = this.database,
  ): Promise<ReadonlySet<string>> {
    const rows = ids.length === 0 ? [] : await from.query<{ user_id: string }>(WHO_DECLINED, [ids, key]);
    return new Set(rows.map(({ user_id }) => user_id));
  }
}
