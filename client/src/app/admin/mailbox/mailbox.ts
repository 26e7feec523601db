import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MailItemDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Time } from '../../ui/time/time';
import { AdminApi } from '../admin-api';
import { MailStateWord } from './mail-state-word';
import { Message } from './message';

const POLL_MS = 10_000;

/** Every mail the desk has sent or means to send, beside the one that is read. */
@Component({
  selector: 'ss-mailbox',
  imports: [
    EmptyState,
    InPlaceError,
    MailStateWord,
    MatButton,
    Message,
    RouterLink,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './mailbox.html',
  styleUrl: './mailbox.css',
  host: { '[class.is-reading]': '!!mail()' },
})
export class Mailbox {
  /** From the address: the mail that is read. */
  readonly mail = input<string>();

  private readonly api = inject(AdminApi);
  private readonly first = signal<readonly MailItemDto[]>([]);
  private readonly older = signal<readonly MailItemDto[]>([]);
  private readonly olderCursor = signal<string | null | undefined>(undefined);
  private readonly firstCursor = signal<string | null>(null);
  protected readonly isLoaded = signal(false);
  protected readonly error = signal<unknown>(null);

  protected readonly items = computed(() => {
    const newest = this.first();
    const ids = new Set(newest.map((item) => item.id));
    return [...newest, ...this.older().filter((item) => !ids.has(item.id))];
  });
  protected readonly next = computed(() => {
    const cursor = this.olderCursor();
    return cursor === undefined ? this.firstCursor() : cursor;
  });

  constructor() {
    void this.load();
    whileVisible(() => this.load(), POLL_MS);
  }

  protected async more(): Promise<void> {
    try {
      const page = await this.api.mails(this.next());
      this.older.update((before) => [...before, ...page.items]);
      this.olderCursor.set(page.nextCursor);
    } catch (error) {
      this.error.set(error);
    }
  }

  protected async load(): Promise<void> {
    try {
      const page = await this.api.mails(null);
      // Rows that left the first page because newer ones came stay in the list.
      const ids = new Set(page.items.map((item) => item.id));
      const pushed = this.first().filter((item) => !ids.has(item.id));
      this.older.update((before) => [...pushed, ...before]);
      this.first.set(page.items);
      this.firstCursor.set(page.nextCursor);
      this.isLoaded.set(true);
      this.error.set(null);
    } catch (error) {
      this.error.set(error);
    }
  }
}
