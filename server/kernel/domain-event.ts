/** Who may read an event in a timeline: everyone who sees its subject, staff, or administrators. */
export const AUDIENCES = ['everyone', 'staff', 'admin'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What an event is about. `type` is the noun before the dot of most event names. */
export interface EventSubject {
  readonly type: string;
  readonly id: string;
}

/**
 * One fact, written in the transaction of the change. It is timeline entry, audit entry and outbox message at once.
 * `data` holds ids and keys; text that people typed goes into `personal`, a side row that erasure can blank.
 */
export interface NewEvent<D extends object = Readonly<Record<string, unknown>>> {
  readonly name: string;
  readonly subject: EventSubject;
  readonly audience: Audience;
  readonly data: D;
  readonly personal?: Readonly<Record<string, unknown>>;
}

/** An event as it was stored. */
export interface StoredEvent<D extends object = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly name: string;
  readonly subject: EventSubject;
  readonly data: D;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly occurredAt: Date;
}
