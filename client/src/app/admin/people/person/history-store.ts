import { Injectable, inject, signal } from '@angular/core';
import type { AccountHistoryItemDto } from '../../../api/types';
import { PeopleApi } from '../people-api';

/** What has happened to one account, newest first, page by page. */
@Injectable()
export class HistoryStore {
  private readonly api = inject(PeopleApi);
  private readonly list = signal<readonly AccountHistoryItemDto[]>([]);
  private readonly cursor = signal<string | null>(null);
  private readonly failed = signal<unknown>(null);
  private readonly loading = signal(true);
  private readonly seen = signal(false);
  private question = 0;

  readonly items = this.list.asReadonly();
  readonly next = this.cursor.asReadonly();
  readonly error = this.failed.asReadonly();
  readonly isLoading = this.loading.asReadonly();
  readonly isLoaded = this.seen.asReadonly();

  async load(id: string, isMore = false): Promise<void> {
    const question = ++this.question;
    this.loading.set(true);
    this.failed.set(null);
    try {
      const page = await this.api.history(id, isMore ? this.cursor() : null);
      if (question === this.question) {
        this.list.update((before) => (isMore ? [...before, ...page.items] : page.items));
        this.cursor.set(page.nextCursor);
        this.seen.set(true);
      }
    } catch (error) {
      if (question === this.question) {
        this.failed.set(error);
      }
    } finally {
      if (question === this.question) {
        this.loading.set(false);
      }
    }
  }
}
