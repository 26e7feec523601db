import { Injectable, inject, signal } from '@angular/core';
import { type ApiError, toApiError } from '../../api/api-error';
import { AccountApi } from '../account-api';
import { OwnAccount } from '../own-account';

/** A photo on its way to the desk: how far it is, why it did not arrive, and once more. */
@Injectable()
export class PhotoUpload {
  private readonly api = inject(AccountApi);
  private readonly account = inject(OwnAccount);
  private readonly sent = signal<number | null>(null);
  private readonly failure = signal<ApiError | null>(null);
  private waiting: Blob | null = null;
  private controller: AbortController | null = null;

  /** Share that has left; null while nothing is on its way. */
  readonly progress = this.sent.asReadonly();
  readonly error = this.failure.asReadonly();

  /** True when the desk has it. */
  async send(photo: Blob): Promise<boolean> {
    this.waiting = photo;
    this.failure.set(null);
    this.sent.set(0);
    this.controller = new AbortController();
    try {
      const account = await this.api.setPhoto(photo, {
        onProgress: (share) => this.sent.set(share),
        abort: this.controller.signal,
      });
      this.account.set(account);
      this.waiting = null;
      return true;
    } catch (error) {
      const refusal = toApiError(error);
      this.failure.set(refusal.code === 'ABORTED' ? null : refusal);
      return false;
    } finally {
      this.sent.set(null);
    }
  }

  async again(): Promise<boolean> {
    return this.waiting !== null && this.send(this.waiting);
  }

  cancel(): void {
    this.controller?.abort();
  }

  /** Another file was chosen: what failed before is no longer meant. */
  forget(): void {
    this.waiting = null;
    this.failure.set(null);
  }
}
