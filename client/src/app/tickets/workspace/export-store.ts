import { inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { toApiError, type ApiError } from '../../api/api-error';
import { TicketsApi, type TicketQuery } from '../../api/tickets-api';
import { Snackbar } from '../../ui/feedback/snackbar';

/** The list as a CSV file: fetched with the bearer, since a link cannot send one. */
@Injectable()
export class ExportStore {
  private readonly api = inject(TicketsApi);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  private readonly bytes = signal<number | null>(null);
  private readonly failure = signal<ApiError | null>(null);
  private abort: AbortController | null = null;

  /** Bytes so far; null while nothing is exported. */
  readonly progress = this.bytes.asReadonly();
  readonly error = this.failure.asReadonly();

  async run({ limit: _, cursor: __, include: ___, ...query }: TicketQuery, columns: readonly string[]): Promise<void> {
    if (this.abort !== null) {
      return;
    }
    const abort = new AbortController();
    this.abort = abort;
    this.failure.set(null);
    this.bytes.set(0);
    try {
      const { blob, headers } = await this.api.export(
        { ...query, ...(columns.length === 0 ? {} : { columns }) },
        { abort: abort.signal, onProgress: (bytes) => this.bytes.set(bytes) },
      );
      save(blob, /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'tickets.csv');
      this.snackbar.show(this.i18n.translate<string>('list.export.done'));
    } catch (error) {
      // Told in place; who turned back knows.
      const reason = toApiError(error);
      this.failure.set(reason.code === 'ABORTED' ? null : reason);
    } finally {
      this.abort = null;
      this.bytes.set(null);
    }
  }

  cancel(): void {
    this.abort?.abort();
  }

  dismiss(): void {
    this.failure.set(null);
  }
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the bytes by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
