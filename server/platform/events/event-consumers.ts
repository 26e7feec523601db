import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../../kernel/domain-event.js';
import { taskIdFor } from '../../kernel/ids.js';

/** What a consumer is told besides the event. */
export interface ConsumerContext {
  /** Derived from event and consumer: the key of idempotency, the same on every attempt. */
  readonly taskId: string;
  /** From 1. */
  readonly attempt: number;
}

/**
 * Somebody who does something after a change. Handling runs as a background task with retries, maybe more than once
 * and in any order, therefore `handle` is idempotent by `context.taskId`.
 */
export interface EventConsumer {
  /** Unique and never changed: task ids are derived from it. */
  readonly name: string;
  readonly events: readonly string[];
  /** The result is kept with the task. */
  handle(event: StoredEvent, context: ConsumerContext): Promise<unknown>;
}

/** Filled by modules while they start, read by the relay. */
@Injectable()
export class EventConsumers {
  private readonly byName = new Map<string, EventConsumer>();
  private readonly byEvent = new Map<string, EventConsumer[]>();

  register(consumer: EventConsumer): void {
    if (this.byName.has(consumer.name)) {
      throw new Error(`Two event consumers are called ${consumer.name}`);
    }
    this.byName.set(consumer.name, consumer);
    consumer.events.forEach((event) => {
      this.byEvent.set(event, [...(this.byEvent.get(event) ?? []), consumer]);
    });
  }

  of(eventName: string): readonly EventConsumer[] {
    return this.byEvent.get(eventName) ?? [];
  }

  names(): readonly string[] {
    return [...this.byName.keys()];
  }

  named(name: string): EventConsumer | undefined {
    return this.byName.get(name);
  }

  /** Known as soon as the event is: a call may promise them before the relay has made the tasks. */
  taskIdsOf(eventId: string, eventName: string): string[] {
    return this.of(eventName).map((consumer) => taskIdFor(eventId, consumer.name));
  }
}
