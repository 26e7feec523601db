import { Injectable } from '@nestjs/common';
import type { Audience, EventSubject } from '../../kernel/domain-event.js';

/** What is known of an event without reading it again; no data, nothing that people typed. */
export interface CommittedEvent {
  readonly name: string;
  readonly subject: EventSubject;
  readonly audience: Audience;
  /** For this person alone, whatever the subject: what concerns nobody else, and is therefore no stored event. */
  readonly personId?: string;
}

type Listener = (events: readonly CommittedEvent[]) => void;

/**
 * Tells listeners of this process about events right after the commit of their change. For hints alone: a process that
 * dies between commit and telling tells nobody. Whoever must not miss an event is an `EventConsumer`.
 */
@Injectable()
export class CommittedEvents {
  private readonly listeners = new Set<Listener>();

  onCommit(listener: Listener): void {
    this.listeners.add(listener);
  }

  tell(events: readonly CommittedEvent[]): void {
    this.listeners.forEach((listener) => {
      listener(events);
    });
  }
}
