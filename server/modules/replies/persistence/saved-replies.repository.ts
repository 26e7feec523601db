import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import type { Scope } from '../../../kernel/scope.js';
import { seenBy } from '../../../platform/database/scope.sql.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { SavedReply } from '../domain/saved-reply.js';

const COLUMNS = `id, scope, owner_id AS "ownerId", team_id AS "teamId", category_id AS "categoryId", name, body, shortcut,
  used_count AS "usedCount", version, updated_at AS "updatedAt"`;
/**
 * `decideReply` is asked again for each. All words must be found; whoever types a
 * shortcut means its reply, whoever types the beginning of a name most likely too.
 */
const OF_PERSON = statement(
  'saved_replies.of_person',
  `SELECT ${COLUMNS} FROM saved_replies
   WHERE ${seenBy('$1', '$2')}
     AND ($3::text[] = '{}' OR scope = ANY ($3)) AND ($4::uuid[] = '{}' OR category_id = ANY ($4))
     AND NOT EXISTS (
       SELECT 1 FROM unnest(string_to_array(btrim(search_text(left($5, 200))), ' ')) AS word
       WHERE position(word IN search_text(name || ' ' || coalesce(shortcut, '') || ' ' || body)) = 0)
   ORDER BY (lower(shortcut) = lower(btrim($5))) DESC NULLS LAST,
     starts_with(search_text(name), btrim(search_text($5))) DESC, name, id`,
);
const FIND = statement('saved_replies.find', `SELECT ${COLUMNS} FROM saved_replies WHERE id = $1`);
const LOCK = statement('saved_replies.lock', `${FIND.text} FOR UPDATE`);
/** One after the other, so that two at once do not both find the last free place. */
const LOCK_PLACE = statement('saved_replies.lock_place', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 11))');
const HOW_MANY = statement(
  'saved_replies.how_many',
  `SELECT count(*)::int AS many, coalesce(bool_or(shortcut = $5), false) AS "hasShortcut" FROM saved_replies
   WHERE scope = $1 AND id <> $4 AND (scope = 'everyone' OR (scope = 'own' AND owner_id = $2) OR team_id = $3)`,
);
const INSERT = statement(
  'saved_replies.insert',
  `INSERT INTO saved_replies (id, scope, owner_id, team_id, category_id, name, body, shortcut, version, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const UPDATE = statement(
  'saved_replies.update',
  `UPDATE saved_replies SET scope = $2, owner_id = $3, team_id = $4, category_id = $5, name = $6, body = $7,
     shortcut = $8, version = $9, updated_at = $10 WHERE id = $1`,
);
const REMOVE = statement('saved_replies.remove', 'DELETE FROM saved_replies WHERE id = $1');
const COUNT_USE = statement(
  'saved_replies.count_use',
  'UPDATE saved_replies SET used_count = used_count + 1 WHERE id = $1',
);

export interface ReplyQuery {
  /** Words in any case and with or without accents; empty finds all. */
  readonly q: string;
  readonly scopes: readonly Scope[];
  readonly categoryIds: readonly string[];
}

export interface Others {
  readonly many: number;
  /** One of them has the same shortcut. */
  readonly hasShortcut: boolean;
}

@Injectable()
export class SavedRepliesRepository {
  async ofPerson(from: Queryable, actor: PersonActor, { q, scopes, categoryIds }: ReplyQuery): Promise<SavedReply[]> {
    return from.query<SavedReply>(OF_PERSON, [actor.id, actor.teamIds, scopes, categoryIds, q]);
  }

  async find(from: Queryable, id: string): Promise<SavedReply | null> {
    const [reply] = await from.query<SavedReply>(FIND, [id]);
    return reply ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<SavedReply | null> {
    const [reply] = await tx.query<SavedReply>(LOCK, [id]);
    return reply ?? null;
  }

  /** The others where this one is put; nobody else puts one there before the transaction ends. */
  async othersBeside(tx: Transaction, { id, scope, ownerId, teamId, shortcut }: SavedReply): Promise<Others> {
    const place = scope === 'own' ? ownerId : teamId;
    await tx.query(LOCK_PLACE, [`saved_replies ${scope} ${place ?? ''}`]);
    const [row] = await tx.query<Others>(HOW_MANY, [scope, ownerId, teamId, id, shortcut]);
    return row ?? { many: 0, hasShortcut: false };
  }

  async insert(tx: Transaction, reply: SavedReply): Promise<void> {
    await tx.query(INSERT, valuesOf(reply));
  }

  async update(tx: Transaction, reply: SavedReply): Promise<void> {
    await tx.query(UPDATE, valuesOf(reply));
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.query(REMOVE, [id]);
  }

  async countUse(from: Queryable, id: string): Promise<void> {
    await from.query(COUNT_USE, [id]);
  }
}

function valuesOf(reply: SavedReply): unknown[] {
  const { id, scope, ownerId, teamId, categoryId, name, body, shortcut, version, updatedAt } = reply;
  return [id, scope, ownerId, teamId, categoryId, name, body, shortcut, version, updatedAt];
}
