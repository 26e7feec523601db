import { Injectable } from '@nestjs/common';
import { actorId } from '../../kernel/actor.js';
import type { Call } from '../../kernel/call.js';
import { Clock } from '../../kernel/clock.js';
import type { NewEvent, StoredEvent } from '../../kernel/domain-event.js';
import { newId } from '../../kernel/ids.js';
import { statement, type Queryable } from '../database/statement.js';
import type { Transaction } from '../database/unit-of-work.js';
import { CommittedEvents } from './committed-events.js';
import { EventConsumers } from './event-consumers.js';
import { OutboxBell } from './outbox-bell.js';

const APPEND = statement(
  'events.append',
  `WITH given AS (
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (
       id uuid, name text, subject_type text, subject_id uuid, audience text, actor_kind text, actor_id uuid,
       request_id text, ip text, occurred_at timestamptz, data jsonb, personal jsonb, position int)
   ), stored AS (
     INSERT INTO events (id, name, subject_type, subject_id, audience, actor_kind, actor_id, request_id, ip, occurred_at, data)
     SELECT id, name, subject_type, subject_id, audience, actor_kind, actor_id, request_id, ip, occurred_at, data
     FROM given ORDER BY position RETURNING id
   ), details AS (
     INSERT INTO event_details (event_id, personal) SELECT id, personal FROM given WHERE personal IS NOT NULL
   )
   INSERT INTO outbox (event_id) SELECT id FROM stored`,
);

const READ = statement(
  'events.read',
  `SELECT id, name, subject_type, subject_id, actor_kind, actor_id, occurred_at, data FROM events WHERE id = $1`,
);

const PERSONAL = statement('events.personal', 'SELECT personal FROM event_details WHERE event_id = $1');

interface EventRow {
  id: string;
  name: string;
  subject_type: string;
  subject_id: string;
  actor_kind: string;
  actor_id: string | null;
  occurred_at: Date;
  data: Record<string, unknown>;
}

/** The event table: written in the change's own transaction, and therefore never forgotten. */
@Injectable()
export class EventLog {
  constructor(
    private readonly clock: Clock,
    private readonly consumers: EventConsumers,
    private readonly bell: OutboxBell,
    private readonly committed: CommittedEvents,
  ) {}

  /** Appends in the order given and rings the relay after the commit. One statement, whatever their number. */
  async append(tx: Transaction, call: Call, events: readonly NewEvent<object>[]): Promise<void> {
    if (events.length === 0) {
      return;
    }
    const occurredAt = this.clock.now().toISOString();
    const rows = events.map((event, position) => ({
      id: newId(),
      name: event.name,
      subject_type: event.subject.type,
      subject_id: event.subject.id,
      audience: event.audience,
      actor_kind: call.actor.kind,
      actor_id: actorId(call.actor),
      request_id: call.requestId,
      ip: call.ip,
      occurred_at: occurredAt,
      data: event.data,
      personal: event.personal ?? null,
      position,
    }));
    await tx.query(APPEND, [JSON.stringify(rows)]);
    tx.afterCommit(() => {
      this.bell.ring();
      this.committed.tell(events);
    });
    tx.startedTasks.push(...rows.flatMap((row) => this.consumers.taskIdsOf(row.id, row.name)));
  }

  async read(from: Queryable, id: string): Promise<StoredEvent | null> {
    const [row] = await from.query<EventRow>(READ, [id]);
    return row === undefined
      ? null
      : {
          id: row.id,
          name: row.name,
          subject: { type: row.subject_type, id: row.subject_id },
          data: row.data,
          actorKind: row.actor_kind,
          actorId: row.actor_id,
          occurredAt: row.occurred_at,
        };
  }

  /** What people typed with an event; empty when there was nothing, or when it was erased. */
  async personal(from: Queryable, id: string): Promise<Readonly<Record<string, unknown>>> {
    const [row] = await from.query<{ personal: Record<string, unknown> }>(PERSONAL, [id]);
    return row?.personal ?? {};
  }
}
