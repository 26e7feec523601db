import { Injectable, inject, signal } from '@angular/core';
import type { AccountDto } from '../../api/types';
import { PeopleApi } from './people-api';

/** As it stands in the address; several values by comma. */
export interface PeopleFilter {
  readonly q: string;
  readonly status: string;
  readonly role: string;
  readonly department: string;
  readonly team: string;
  readonly sort: string;
}

export const NO_FILTER: PeopleFilter = { q: '', status: '', role: '', department: '', team: '', sort: '' };

const PAGE = 50;

/** The list of accounts, page by page. */
@Injectable()
export class PeopleStore {
  private readonly api = inject(PeopleApi);
  private readonly list = signal<readonly AccountDto[]>([]);
  private readonly found = signal<number | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failed = signal<unknown>(null);
  private readonly loading = signal(true);
  private filter = NO_FILTER;
  /** Answers of an older question are not taken. */
  private question = 0;

  readonly people = this.list.asReadonly();
  readonly total = this.found.asReadonly();
  readonly next = this.cursor.asReadonly();
  readonly error = this.failed.asReadonly();
  readonly isLoading = this.loading.asReadonly();

  show(filter: PeopleFilter): Promise<void> {
    this.filter = filter;
    return this.load(null);
  }

  again(): Promise<void> {
    return this.load(this.list().length === 0 ? null : this.cursor());
  }

  more(): Promise<void> {
    return this.load(this.cursor());
  }

  private async load(cursor: string | null): Promise<void> {
    const question = ++this.question;
    this.loading.set(true);
    this.failed.set(null);
    try {
      const page = await this.api.list({ ...this.filter, cursor, limit: PAGE, include: 'total' });
      if (question === this.question) {
        this.list.update((before) => (cursor === null ? page.items : [...before, ...page.items]));
        this.cursor.set(page.nextCursor);
        this.found.set(page.total ?? null);
      }
    } catch (error) {
      if (question === this.question) {
        // An answer to another question must not stand under the new one.
        this.list.update((before) => (cursor === null ? [] : before));
        this.failed.set(error);
      }
    } finally {
      if (question === this.question) {
        this.loading.set(false);
      }
    }
  }
}
