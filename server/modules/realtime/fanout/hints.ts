import type { CommittedEvent } from '../../../platform/events/committed-events.js';

export interface HintListener {
  /** After the commit; repeats may be left out, the order is that of the commits of one process. */
  arrive(events: readonly CommittedEvent[]): void;
  /** Some may have been lost: nothing that was heard so far can be relied on to be all. */
  miss(): void;
}

/**
 * Port: what any process of the desk changed reaches the sockets of all of them. Hints may be lost as long as their loss
 * is told; they are never late on purpose. With many processes a stream of Redis takes the place of NOTIFY here.
 */
export abstract class Hints {
  abstract listen(listener: HintListener): void;
  abstract publish(events: readonly CommittedEvent[]): void;
}
