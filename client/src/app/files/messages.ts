import { inject, Injectable, untracked } from '@angular/core';
import { Drafts } from '../session/drafts';
import { Session } from '../session/session';
import { SharedDrafts } from '../session/shared-drafts';
import { Message } from './message';
import { UploadQueue } from './uploads/upload-queue';

/** More tickets than that nobody answers at once; the texts of others are in the drafts. */
const MOST = 40;

/** What is being written, so that files too are there, and on their way, when somebody comes back to a ticket. */
@Injectable({ providedIn: 'root' })
export class Messages {
  private readonly shared = inject(SharedDrafts);
  private readonly drafts = inject(Drafts);
  private readonly session = inject(Session);
  private readonly queue = inject(UploadQueue);
  private readonly kept = new Map<string, Message>();

  constructor() {
    this.drafts.follow((name) => this.kept.get(this.keyOf(name))?.follow(this.drafts.read(name)));
  }

  /** @param name unique among a person's drafts: letters, digits, dots, dashes and underscores, at most 120 */
  of(name: string): Message {
    return untracked(() => {
      const message = this.take(name, () => new Message(this.shared, this.queue, name, { text: '' }, 'text'));
      void this.meet(name, message);
      return message;
    });
  }

  /** Its draft stays on this device. */
  here(name: string): Message {
    return untracked(() => this.take(name, () => new Message(this.drafts, this.queue, name, { text: '' }, 'text')));
  }

  private take(name: string, make: () => Message): Message {
    const key = this.keyOf(name);
    const message = this.kept.get(key) ?? make();
    this.kept.delete(key);
    this.kept.set(key, message);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) {
      this.kept.delete(oldest);
    }
    return message;
  }

  private keyOf(name: string): string {
    return `${this.session.user()?.id ?? ''} ${name}`;
  }

  /** Another device may have written on. */
  private async meet(name: string, message: Message): Promise<void> {
    const before = message.fields().text;
    const { value, isChanged } = await this.shared.meet(name);
    if (isChanged && message.fields().text === before && !message.isSending()) {
      message.adopt(value);
    }
  }
}
