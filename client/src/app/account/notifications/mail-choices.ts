import { Injectable, inject, signal } from '@angular/core';
import { type ApiError, toApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import { AccountApi } from '../account-api';

/** Which mails a person gets: each switch counts at once, and goes back when it could not be saved. */
@Injectable()
export class MailChoices {
  private readonly api = inject(AccountApi);
  private readonly loaded = new Loaded(() => this.api.notifications());
  private readonly refused = signal<{ key: string; error: ApiError } | null>(null);
  private readonly busy = signal<ReadonlySet<string>>(new Set());

  readonly items = this.loaded.value;
  readonly error = this.loaded.error;
  /** The switch that went back, and why. */
  readonly failure = this.refused.asReadonly();
  readonly saving = this.busy.asReadonly();

  constructor() {
    void this.loaded.load();
  }

  load(): Promise<void> {
    return this.loaded.load();
  }

  async choose(key: string, mail: boolean): Promise<void> {
    if (this.busy().has(key)) {
      return;
    }
    this.refused.set(null);
    this.busy.update((keys) => new Set([...keys, key]));
    this.put(key, mail);
    try {
      await this.api.chooseNotification(key, mail);
    } catch (error) {
      this.put(key, !mail);
      this.refused.set({ key, error: toApiError(error) });
    } finally {
      this.busy.update((keys) => new Set([...keys].filter((one) => one !== key)));
    }
  }

  /** Only this one: others may be on their way. */
  private put(key: string, mail: boolean): void {
    const items = this.loaded.value();
    if (items !== null) {
      this.loaded.set(items.map((item) => (item.key === key ? { ...item, mail } : item)));
    }
  }
}
