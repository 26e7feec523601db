import { computed, signal, type WritableSignal } from '@angular/core';
import { type ApiError, toApiError } from '../api/api-error';
import type { SendOptions } from '../api/tickets-api';
import { ChosenFiles } from './chosen-files';
import { type DraftFiles, draftFilesOf, meetFiles } from './draft-files';
import { type KeptFile, newKey } from './uploads/outgoing-file';
import type { Uploads } from './uploads/uploads';

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
  readonly files?: unknown;
  readonly gone?: unknown;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string' && 'fields' in value
  );
}

/** What an older version stored may lack fields or have them in another shape. */
function restored<F extends Fields>(empty: F, stored: unknown): F {
  const found: Readonly<Record<string, unknown>> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const usable = Object.keys(empty).filter((name) => typeof found[name] === typeof empty[name]);
  return { ...empty, ...Object.fromEntries(usable.map((name) => [name, found[name]])) };
}

function isSame(left: Fields, right: Fields): boolean {
  return Object.keys(left).every((name) => left[name] === right[name]);
}

/**
 * A form with files on its way to the server: kept as a draft until the server has it, sent once however often it is
 * pressed or repeated, as soon as its files are there.
 */
export class Outgoing<F extends Fields> {
  readonly files: ChosenFiles;
  private readonly values: WritableSignal<F>;
  private readonly sending = signal(false);
  private readonly leaving = signal(false);
  /** Somebody wanted to send it, and a file was not there. */
  private readonly isHeldUp = signal(false);
  private readonly failure = signal<ApiError | null>(null);
  private readonly saved: WritableSignal<string | null>;
  private controller: AbortController | null = null;
  private isRestoring = false;
  /** As it stands in the draft. */
  private stored: Stored | null;
  private key: string;
  /** On their way in another tab, which keeps them in the same draft. */
  private carried: readonly KeptFile[] = [];
  /** Keys of files that were taken out here. */
  private readonly removed = new Set<string>();

  readonly fields = computed(() => this.values());
  readonly isSending = this.sending.asReadonly();
  /** It is on its way itself; until then it waits for its files and may be stopped. */
  readonly hasLeft = this.leaving.asReadonly();
  /** It leaves as soon as its files are there. */
  readonly isWaiting = computed(() => this.sending() && !this.leaving());
  /** Why it cannot leave for its files; a key of messages. What is wrong stands at the file. */
  readonly filesProblem = computed(() =>
    this.files.hasRefused()
      ? ('files.refusedFirst' as const)
      : this.isHeldUp() && this.files.hasFailed()
        ? ('files.failedFirst' as const)
        : null,
  );
  readonly error = this.failure.asReadonly();
  /** When the draft was kept last; null when there is none. */
  readonly savedAt = computed(() => this.saved());
  readonly isEmpty = computed(() => this.files.isEmpty() && isSame(this.values(), this.empty));

  constructor(
    private readonly drafts: DraftPlace,
    uploads: Uploads,
    private readonly name: string,
    private readonly empty: F,
  ) {
    const found = drafts.read(name);
    this.stored = isStored(found) ? found : null;
    this.files = new ChosenFiles(uploads, () => this.keep());
    this.key = this.stored?.key ?? newKey();
    this.values = signal(this.stored === null ? empty : restored(empty, this.stored.fields));
    this.saved = signal(this.stored === null ? null : new Date().toISOString());
    this.restoreFiles(draftFilesOf(this.stored).files);
  }

  change(fields: Partial<F>): void {
    this.values.update((before) => ({ ...before, ...fields }));
    this.keep();
  }

  /** Takes over what was written elsewhere; null when it was sent or thrown away there. */
  adopt(value: unknown): void {
    const stored = isStored(value) ? value : null;
    this.takeOver(stored);
    this.takeOverFiles(draftFilesOf(stored).files);
  }

  /** Another tab keeps the same draft: what was not changed here follows it. */
  follow(value: unknown): void {
    const stored = isStored(value) ? value : null;
    const isUntouched = isSame(this.values(), restored(this.empty, this.stored?.fields));
    if (this.sending()) {
      return;
    }
    if (stored === null) {
      this.files.mayHaveLeft(draftFilesOf(this.stored).files.map(({ key }) => key));
      if (isUntouched) {
        this.adopt(null);
      }
      return;
    }
    if (isUntouched) {
      this.takeOver(stored);
    } else {
      this.stored = stored;
    }
    this.meetFiles(stored);
  }

  addFiles(files: readonly File[]): void {
    this.files.add(files);
    this.keep();
  }

  removeFile(key: string): void {
    this.files.remove(key);
    this.keep();
  }

  /** Stops the sending; the draft stays. */
  stop(): void {
    this.controller?.abort();
  }

  discard(): void {
    this.files.discard();
    this.clear();
  }

  /** The answer, or null when it failed (see `error`), was stopped, or is already on its way. */
  async send<T>(call: (fields: F, options: SendOptions) => Promise<T>): Promise<T | null> {
    if (this.sending()) {
      return null;
    }
    this.sending.set(true);
    this.failure.set(null);
    const controller = new AbortController();
    this.controller = controller;
    this.carryAll();
    try {
      await this.files.settled(controller.signal);
      this.isHeldUp.set(this.files.hasFailed() || this.files.hasRefused());
      if (controller.signal.aborted || this.isHeldUp()) {
        return null;
      }
      this.leaving.set(true);
      const answer = await call(this.ready(), { idempotencyKey: this.key, uploadIds: this.files.uploadIds() });
      this.files.release();
      this.clear();
      return answer;
    } catch (error) {
      this.fail(toApiError(error));
      return null;
    } finally {
      this.controller = null;
      this.leaving.set(false);
      this.sending.set(false);
    }
  }

  /** The fields as the server wants them. */
  protected ready(): F {
    return this.values();
  }

  protected keep(): void {
    if (this.isRestoring) {
      return;
    }
    this.note();
    if (this.isEmpty() && this.carried.length === 0) {
      this.stored = null;
      this.drafts.remove(this.name);
      this.saved.set(null);
      return;
    }
    const gone = [...this.removed];
    const files = [...this.keptFiles(), ...this.carried];
    const stored = { key: this.key, fields: this.values(), files, ...(gone.length === 0 ? {} : { gone }) };
    if (JSON.stringify(stored) === JSON.stringify(this.stored)) {
      return;
    }
    this.stored = stored;
    this.saved.set(this.drafts.write(this.name, stored) ? new Date().toISOString() : null);
  }

  protected clear(): void {
    this.stored = null;
    this.carried = [];
    this.removed.clear();
    this.drafts.remove(this.name);
    this.values.set(this.empty);
    this.saved.set(null);
    this.failure.set(null);
    this.key = newKey();
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
    this.failure.set(this.withoutFiles(error));
  }

  /** What is wrong with files is said at them; null when there was nothing else. */
  private withoutFiles(error: ApiError): ApiError | null {
    const { uploadIds: said = [], ...others } = error.details;
    const rest = this.files.refuse(said);
    return said.length > 0 && rest.length === 0 && Object.keys(others).length === 0 ? null : error;
  }

  /** Files came out of a draft. */
  protected onFound(): void {
    // A form without pictures shows them in its list alone.
  }

  private takeOver(stored: Stored | null): void {
    this.stored = stored;
    this.key = stored?.key ?? newKey();
    this.values.set(stored === null ? this.empty : restored(this.empty, stored.fields));
    this.saved.set(stored === null ? null : new Date().toISOString());
  }

  private keptFiles(): readonly KeptFile[] {
    return this.files.items().flatMap((file) => (file.state().step === 'refused' ? [] : [file.kept()]));
  }

  /** What was taken out since the draft was written, and what an undoing has brought back. */
  private note(): void {
    const here = [...this.files.items(), ...this.carried].map(({ key }) => key);
    draftFilesOf(this.stored)
      .files.filter(({ key }) => !here.includes(key))
      .forEach(({ key }) => this.removed.add(key));
    here.forEach((key) => this.removed.delete(key));
  }

  /** What was written elsewhere, later, and stands for the whole. */
  private takeOverFiles(kept: readonly KeptFile[]): void {
    const missing = this.keptFiles().filter(({ key, id }) => id !== null && !kept.some((one) => one.key === key));
    this.removed.clear();
    this.exchange({ files: kept, gone: missing.map(({ key }) => key) });
  }

  /** Another tab has written the draft of both, perhaps before it heard of what was chosen here. */
  private meetFiles(stored: Stored): void {
    if (this.exchange(draftFilesOf(stored))) {
      this.keep();
    }
  }

  /** @returns the draft must be written once more */
  private exchange(theirs: DraftFiles): boolean {
    const { letGo, restore, carried, isBehind } = meetFiles(this.keptFiles(), theirs, this.removed);
    this.carried = carried;
    this.quietly(() => {
      this.files
        .items()
        .filter(({ key }) => letGo.includes(key))
        .forEach((file) => this.files.letGo(file));
      restore.forEach((file) => this.files.restore(file));
    });
    this.onFound();
    return isBehind;
  }

  /**
   * What another tab has on its way leaves with this message, or nobody would know that it did not: its bytes are in this
   * browser, and the server makes one upload of both tries.
   */
  private carryAll(): void {
    const files = this.carried;
    this.carried = [];
    this.restoreFiles(files);
  }

  private restoreFiles(kept: readonly KeptFile[]): void {
    this.quietly(() => kept.forEach((file) => this.files.restore(file)));
  }

  /** A draft that is read is not written at once. */
  private quietly(work: () => void): void {
    this.isRestoring = true;
    try {
      work();
    } finally {
      this.isRestoring = false;
    }
  }
}
