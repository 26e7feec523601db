import { inject, Injectable, untracked } from '@angular/core';
import { Session } from '../session/session';
import { SharedDrafts } from '../session/shared-drafts';
import { Message } from './message';

/** More tickets than that nobody answers at once; the texts of others are in the drafts. */
const MOST = 40;

/** What is being written, so that files too are there when somebody comes back to a ticket. */
@Injectable({ providedIn: 'root' })
export class Messages {
  private readonly drafts = inject(SharedDrafts);
  private readonly session = inject(Session);
  private readonly kept = new Map<string, Message>();

  /** @param name unique among a person's drafts: letters, digits, dots, dashes and underscores, at most 120 */
  of(name: string): Message {
    return untracked(() => {
      const key = `${this.session.user()?.id ?? ''} ${name}`;
      const known = this.kept.get(key);
      const message = known ?? new Message(this.drafts, name);
      this.kept.delete(key);
      this.kept.set(key, message);
      const [oldest] = this.kept.keys();
      if (this.kept.size > MOST && oldest !== undefined) {
        this.kept.delete(oldest);
      }
      void this.meet(name, message);
      return message;
    });
  }

  /** Another device may have written on. */
  private async meet(name: string, message: Message): Promise<void> {
    const before = message.fields().text;
    const { value, isChanged } = await this.drafts.meet(name);
    if (isChanged && message.fields().text === before && !message.isSending()) {
      message.adopt(value);
    }
  }
}
