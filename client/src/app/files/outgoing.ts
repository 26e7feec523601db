import { computed, signal, type WritableSignal } from '@angular/core';
import { type ApiError, toApiError } from '../api/api-error';
import type { SendOptions } from '../api/tickets-api';
import { ChosenFiles } from './chosen-files';

/** Where drafts are kept. */
export interface DraftPlace {
  readonly read: (name: string) => unknown;
  /** False when it could not be kept. */
  readonly write: (name: string, value: Readonly<Record<string, unknown>>) => boolean;
  readonly remove: (name: string) => void;
}

/** Values of a form that are kept as they are. */
export type Fields = Readonly<Record<string, string | boolean>>;

interface Stored {
  readonly key: string;
  readonly fields: unknown;
  readonly fileNames: unknown;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string' && 'fields' in value
  );
}

/** `crypto.randomUUID` exists on secure origins only; a desk inside a company may have none. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What an older version stored may lack fields or have them in another shape. */
function restored<F extends Fields>(empty: F, stored: unknown): F {
  const found: Readonly<Record<string, unknown>> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const usable = Object.keys(empty).filter((name) => typeof found[name] === typeof empty[name]);
  return { ...empty, ...Object.fromEntries(usable.map((name) => [name, found[name]])) };
}

/**
 * A form with files on its way to the server: kept as a draft until the server has it, sent once however often it is
 * pressed or repeated, with one file taken out while it leaves.
 */
export class Outgoing<F extends Fields> {
  readonly files = new ChosenFiles();
  private readonly values: WritableSignal<F>;
  private readonly sending = signal(false);
  private readonly failure = signal<ApiError | null>(null);
  private readonly saved: WritableSignal<string | null>;
  private readonly lost: WritableSignal<readonly string[]>;
  private controller: AbortController | null = null;
  private isToRepeat = false;
  private key: string;

  readonly fields = computed(() => this.values());
  readonly isSending = this.sending.asReadonly();
  readonly error = this.failure.asReadonly();
  /** When the draft was kept last; null when there is none. */
  readonly savedAt = computed(() => this.saved());
  /** Files that were chosen before a reload: a browser cannot keep them. */
  readonly lostFiles = computed(() => this.lost());
  readonly isEmpty = computed(() => {
    const values = this.values();
    return this.files.isEmpty() && Object.keys(values).every((name) => values[name] === this.empty[name]);
  });

  constructor(
    private readonly drafts: DraftPlace,
    private readonly name: string,
    private readonly empty: F,
  ) {
    const found = drafts.read(name);
    const stored = isStored(found) ? found : null;
    const fileNames = stored !== null && Array.isArray(stored.fileNames) ? stored.fileNames : [];
    this.key = stored?.key ?? newKey();
    this.values = signal(stored === null ? empty : restored(empty, stored.fields));
    this.lost = signal(fileNames.filter((one) => typeof one === 'string'));
    this.saved = signal(stored === null ? null : new Date().toISOString());
  }

  change(fields: Partial<F>): void {
    this.values.update((before) => ({ ...before, ...fields }));
    this.keep();
  }

  /** Takes over what was written elsewhere; null when it was sent or thrown away there. */
  adopt(value: unknown): void {
    const stored = isStored(value) ? value : null;
    this.key = stored?.key ?? newKey();
    this.values.set(stored === null ? this.empty : restored(this.empty, stored.fields));
    this.saved.set(stored === null ? null : new Date().toISOString());
  }

  addFiles(files: readonly File[]): void {
    this.files.add(files);
    this.lost.update((names) => names.filter((name) => !files.some((file) => file.name === name)));
    this.keep();
  }

  /** While it leaves, the rest starts again without this file. */
  removeFile(id: number): void {
    this.files.remove(id);
    this.keep();
    if (this.controller !== null && !this.files.hasLeft()) {
      this.isToRepeat = true;
      this.controller.abort();
    }
  }

  /** Stops the sending; the draft stays. */
  stop(): void {
    this.controller?.abort();
  }

  discard(): void {
    this.drafts.remove(this.name);
    this.values.set(this.empty);
    this.files.clear();
    this.saved.set(null);
    this.lost.set([]);
    this.failure.set(null);
    this.key = newKey();
  }

  /** The answer, or null when it failed (see `error`), was stopped, or is already on its way. */
  async send<T>(call: (fields: F, options: SendOptions) => Promise<T>): Promise<T | null> {
    if (this.sending()) {
      return null;
    }
    this.sending.set(true);
    this.failure.set(null);
    try {
      const answer = await this.attempt(call);
      this.discard();
      return answer;
    } catch (error) {
      this.fail(toApiError(error));
      return null;
    } finally {
      this.controller = null;
      this.files.sending(null);
      this.sending.set(false);
    }
  }

  private async attempt<T>(call: (fields: F, options: SendOptions) => Promise<T>): Promise<T> {
    this.isToRepeat = false;
    this.controller = new AbortController();
    const files = this.files.files();
    this.files.sending(files.length === 0 ? null : 0);
    try {
      return await call(this.values(), {
        idempotencyKey: this.key,
        files,
        onProgress: (share) => this.files.sending(share),
        abort: this.controller.signal,
      });
    } catch (error) {
      if (this.isToRepeat) {
        return this.attempt(call);
      }
      throw error;
    }
  }

  private fail(error: ApiError): void {
    if (error.code === 'ABORTED') {
      return;
    }
    if (error.code === 'IDEMPOTENCY_KEY_REUSED') {
      // An attempt whose answer was lost has arrived; whatever is sent next is something new.
      this.key = newKey();
      this.keep();
    }
    const files = error.details['files'];
    if (files !== undefined) {
      this.files.refuse(files);
    }
    this.failure.set(error);
  }

  private keep(): void {
    if (this.isEmpty()) {
      this.drafts.remove(this.name);
      this.saved.set(null);
      return;
    }
    const fileNames = [...this.lost(), ...this.files.files().map(({ name }) => name)];
    const isKept = this.drafts.write(this.name, { key: this.key, fields: this.values(), fileNames });
    this.saved.set(isKept ? new Date().toISOString() : null);
  }
}
