import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { seenBy } from '../../../platform/database/scope.sql.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { SavedView, ViewColumn } from '../domain/ticket-view.js';

const COLUMNS = `id, scope, owner_id AS "ownerId", team_id AS "teamId", name, filters, sort, columns, position, version`;
/** `decideView` is asked again for each. */
const OF_PERSON = statement(
  'ticket_views.of_person',
  `SELECT ${COLUMNS} FROM ticket_views
   WHERE ${seenBy('$1', '$2')}
   ORDER BY position, name, id`,
);
const FIND = statement('ticket_views.find', `SELECT ${COLUMNS} FROM ticket_views WHERE id = $1`);
const LOCK = statement('ticket_views.lock', `${FIND.text} FOR UPDATE`);
/** One after the other, so that two at once do not both find the last free place. */
const LOCK_PLACE = statement('ticket_views.lock_place', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 7))');
const HOW_MANY = statement(
  'ticket_views.how_many',
  `SELECT count(*)::int AS many FROM ticket_views
   WHERE scope = $1 AND id <> $4 AND (scope = 'everyone' OR (scope = 'own' AND owner_id = $2) OR team_id = $3)`,
);
const INSERT = statement(
  'ticket_views.insert',
  `INSERT INTO ticket_views (id, scope, owner_id, team_id, name, filters, sort, columns, position)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const UPDATE = statement(
  'ticket_views.update',
  `UPDATE ticket_views SET scope = $2, owner_id = $3, team_id = $4, name = $5, filters = $6, sort = $7, columns = $8,
     position = $9, version = $10 WHERE id = $1`,
);
const REMOVE = statement(
  'ticket_views.remove',
  `WITH columns AS (DELETE FROM ticket_view_columns WHERE view = $1::text) DELETE FROM ticket_views WHERE id = $1::uuid`,
);
const OWN_COLUMNS = statement(
  'ticket_views.own_columns',
  'SELECT view, columns FROM ticket_view_columns WHERE user_id = $1 AND ($2::text IS NULL OR view = $2)',
);
const SET_COLUMNS = statement(
  'ticket_views.set_columns',
  `INSERT INTO ticket_view_columns (user_id, view, columns) VALUES ($1, $2, $3)
   ON CONFLICT (user_id, view) DO UPDATE SET columns = excluded.columns`,
);
const CLEAR_COLUMNS = statement(
  'ticket_views.clear_columns',
  'DELETE FROM ticket_view_columns WHERE user_id = $1 AND view = $2',
);

type Place = Pick<SavedView, 'id' | 'scope' | 'ownerId' | 'teamId'>;

@Injectable()
export class TicketViewsRepository {
  /** In the order in which they are shown. */
  async ofPerson(from: Queryable, actor: PersonActor): Promise<SavedView[]> {
    return from.query<SavedView>(OF_PERSON, [actor.id, actor.teamIds]);
  }

  async find(from: Queryable, id: string): Promise<SavedView | null> {
    const [view] = await from.query<SavedView>(FIND, [id]);
    return view ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<SavedView | null> {
    const [view] = await tx.query<SavedView>(LOCK, [id]);
    return view ?? null;
  }

  /** How many others are where this one is put; nobody else puts one there before the transaction ends. */
  async othersBeside(tx: Transaction, { id, scope, ownerId, teamId }: Place): Promise<number> {
    await tx.query(LOCK_PLACE, [`ticket_views ${scope} ${scope === 'own' ? ownerId : (teamId ?? '')}`]);
    const [row] = await tx.query<{ many: number }>(HOW_MANY, [scope, ownerId, teamId, id]);
    return row?.many ?? 0;
  }

  async insert(tx: Transaction, view: SavedView): Promise<void> {
    await tx.query(INSERT, valuesOf(view));
  }

  async update(tx: Transaction, view: SavedView): Promise<void> {
    await tx.query(UPDATE, [...valuesOf(view), view.version]);
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.query(REMOVE, [id]);
  }

  /** By key or id of the view; of one view only when it is given. */
  async ownColumns(from: Queryable, userId: string, view: string | null): Promise<Map<string, readonly ViewColumn[]>> {
    const rows = await from.query<{ view: string; columns: ViewColumn[] }>(OWN_COLUMNS, [userId, view]);
    return new Map(rows.map((row) => [row.view, row.columns]));
  }

  /** Null: those of the view again. */
  async setColumns(
    tx: Transaction,
    userId: string,
    view: string,
    columns: readonly ViewColumn[] | null,
  ): Promise<void> {
    await (columns === null ? tx.query(CLEAR_COLUMNS, [userId, view]) : tx.query(SET_COLUMNS, [userId, view, columns]));
  }
}

function valuesOf(view: SavedView): unknown[] {
  const { id, scope, ownerId, teamId, name, filters, sort, columns, position } = view;
  return [id, scope, ownerId, teamId, name, JSON.stringify(filters), sort, columns, position];
}
