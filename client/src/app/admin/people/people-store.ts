import { Injectable, inject, signal } from '@angular/core';
import type { AccountDto } from '../../api/types';
import { AdminApi } from '../admin-api';

export interface PeopleFilter {
  q: string;
  status: string;
  role: string;
}

const PAGE = 50;

/** The list of accounts, page by page. */
@Injectable()
export class PeopleStore {
  private readonly api = inject(AdminApi);
  private readonly list = signal<readonly AccountDto[]>([]);
  private readonly found = signal<number | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failed = signal<unknown>(null);
  private readonly loading = signal(false);
  private filter: PeopleFilter = { q: '', status: '', role: '' };
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
    return this.load(null);
  }

  more(): Promise<void> {
    return this.load(this.cursor());
  }

  /** Puts an account that was changed in its place. */
  put(account: AccountDto): void {
    this.list.update((people) => people.map((person) => (person.id === account.id ? account : person)));
  }

  private async load(cursor: string | null): Promise<void> {
    const question = ++this.question;
    this.loading.set(true);
    this.failed.set(null);
    try {
      const page = await this.api.users({ ...this.filter, cursor, limit: PAGE, include: 'total' });
      if (question === this.question) {
        this.list.update((before) => (cursor === null ? page.items : [...before, ...page.items]));
        this.cursor.set(page.nextCursor);
        this.found.set(page.total ?? null);
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
