import type { Notifications } from './notifications.js';
import { statement } from './statement.js';
import type { Transaction } from './unit-of-work.js';

const NOTIFY = statement('bell.ring', 'SELECT pg_notify($1, $2)');

/** What was changed; null: some changes may have been missed, so trust nothing that was remembered. */
type Listener = (what: string | null) => void;

/**
 * Tells everybody who remembers something to forget it: this process as soon as the change is committed, the others by
 * NOTIFY. It is sent inside the transaction, so that no change can be committed untold; for things that change rarely
 * enough for the lock that this takes. Each kind of thing has a bell, which is a class of its own with its channel.
 */
export abstract class Bell {
  private readonly listeners = new Set<Listener>();

  protected constructor(
    private readonly notifications: Notifications,
    private readonly channel: string,
  ) {
    notifications.listen(channel, (payload) => {
      this.tell(payload === '' ? null : payload);
    });
  }

  /** Whether changes made by other processes are heard of right now. */
  get hearsOthers(): boolean {
    return this.notifications.isConnected;
  }

  onChange(listener: Listener): void {
    this.listeners.add(listener);
  }

  async ring(tx: Transaction, what: string): Promise<void> {
    await tx.query(NOTIFY, [this.channel, what]);
    tx.afterCommit(() => {
      this.tell(what);
    });
  }

  private tell(what: string | null): void {
    this.listeners.forEach((listener) => {
      listener(what);
    });
  }
}
