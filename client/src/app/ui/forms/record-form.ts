import { computed, type Signal, signal, type WritableSignal } from '@angular/core';
import { type ApiError, toApiError } from '../../api/api-error';
import { changedFields, rebase } from './rebase';

/** What a form keeps of a record: plain values, so that two states of a field can be told apart and kept as a draft. */
export type RecordFields = Readonly<Record<string, string | boolean>>;

export interface RecordSource<Saved extends { readonly version: number }, Fields extends RecordFields> {
  readonly fieldsOf: (saved: Saved) => Fields;
  /** As it stands on the server now. */
  readonly read: (saved: Saved) => Promise<Saved>;
  /** Makes a new one where none is given; sends what was changed alone otherwise. */
  readonly write: (fields: Fields, changed: readonly (keyof Fields & string)[], saved: Saved | null) => Promise<Saved>;
  /** What is wrong with the fields, in words, by field. */
  readonly check: (fields: Fields) => Partial<Record<keyof Fields & string, string>>;
  /** The field and words of a refusal; null where it is about the whole. */
  readonly placed?: (refusal: ApiError) => Partial<Record<keyof Fields & string, string>> | null;
}

export interface RecordConflict<Saved, Fields> {
  /** As somebody else has saved it meanwhile. */
  readonly saved: Saved;
  readonly keys: readonly (keyof Fields & string)[];
}

/**
 * A record with a version while somebody changes it: what others save meanwhile comes in below one's own changes, and
 * where both changed the same field somebody chooses. Nothing typed is lost on the way.
 */
export class RecordForm<Saved extends { readonly version: number }, Fields extends RecordFields> {
  private readonly record: WritableSignal<Saved | null>;
  private readonly failed = signal<unknown>(null);
  private readonly contradicted = signal<RecordConflict<Saved, Fields> | null>(null);
  private readonly busy = signal(false);
  private readonly told = signal<Partial<Record<string, string>>>({});
  private readonly left = signal<readonly string[]>([]);
  private readonly tried = signal(false);

  /** Written by the page's draft keeper too. */
  readonly fields: WritableSignal<Fields>;
  readonly saved: Signal<Saved | null>;
  readonly base: Signal<Fields>;
  readonly changes: Signal<readonly (keyof Fields & string)[]>;
  /** What is wrong with it as it stands here. */
  readonly wrong: Signal<Partial<Record<keyof Fields & string, string>>>;
  readonly isWrong = computed(() => Object.keys(this.wrong()).length > 0);
  readonly failure = this.failed.asReadonly();
  readonly conflict = this.contradicted.asReadonly();
  readonly isBusy = this.busy.asReadonly();

  constructor(
    private readonly source: RecordSource<Saved, Fields>,
    saved: Saved | null,
    empty: Fields,
  ) {
    this.record = signal(saved);
    this.saved = this.record.asReadonly();
    this.base = computed(() => {
      const standing = this.record();
      return standing === null ? empty : source.fieldsOf(standing);
    });
    this.fields = signal(this.base());
    this.changes = computed(() => changedFields(this.base(), this.fields()));
    this.wrong = computed(() => source.check(this.fields()));
  }

  /** Shown once the field was left or saving was tried; what the server said, until it is changed. */
  problemOf(key: keyof Fields & string): string {
    const isShown = this.tried() || this.left().includes(key);
    return this.told()[key] ?? (isShown ? this.wrong()[key] : undefined) ?? '';
  }

  set<Key extends keyof Fields & string>(key: Key, value: Fields[Key]): void {
    this.fields.update((before) => ({ ...before, [key]: value }));
    this.told.update(({ [key]: _solved, ...others }) => others);
  }

  leave(key: keyof Fields & string): void {
    this.left.update((before) => (before.includes(key) ? before : [...before, key]));
  }

  /** It was asked for again: what was changed here stays on top of it. */
  refresh(saved: Saved): void {
    const standing = this.record();
    if (standing !== null && saved.version > standing.version && this.contradicted() === null && !this.busy()) {
      this.meet(saved);
    }
  }

  discard(): void {
    this.fields.set(this.base());
    this.begin();
  }

  /** Whether it is saved now. */
  async save(): Promise<boolean> {
    this.failed.set(null);
    this.tried.set(true);
    if (this.isWrong() || this.busy()) {
      return false;
    }
    this.busy.set(true);
    try {
      const saved = await this.source.write(this.fields(), this.changes(), this.record());
      this.record.set(saved);
      this.fields.set(this.source.fieldsOf(saved));
      this.begin();
      return true;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'VERSION_STALE') {
        return await this.saveOnTop();
      }
      const placed = this.source.placed?.(refusal) ?? null;
      this.told.set(placed ?? {});
      this.failed.set(placed === null ? error : null);
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  /** @param theirs fields in which the other's value is taken */
  async settle(theirs: readonly string[]): Promise<boolean> {
    const conflict = this.contradicted();
    if (conflict === null) {
      return false;
    }
    const others = this.source.fieldsOf(conflict.saved);
    const { merged } = rebase(this.base(), this.fields(), others);
    const taken = Object.fromEntries(theirs.map((key) => [key, others[key]]));
    this.record.set(conflict.saved);
    this.fields.set({ ...merged, ...taken });
    this.contradicted.set(null);
    return this.changes().length === 0 ? true : this.save();
  }

  private begin(): void {
    this.tried.set(false);
    this.left.set([]);
    this.told.set({});
    this.failed.set(null);
    this.contradicted.set(null);
  }

  /** Goes on from the newest version, unless both changed the same field: then somebody has to choose. */
  private meet(saved: Saved): boolean {
    const { merged, conflicts } = rebase(this.base(), this.fields(), this.source.fieldsOf(saved));
    if (conflicts.length > 0) {
      this.contradicted.set({ saved, keys: conflicts });
      return false;
    }
    this.record.set(saved);
    this.fields.set(merged);
    return true;
  }

  private async saveOnTop(): Promise<boolean> {
    const standing = this.record();
    if (standing === null) {
      return false;
    }
    try {
      const isMet = this.meet(await this.source.read(standing));
      this.busy.set(false);
      return isMet ? await this.save() : false;
    } catch (error) {
      this.failed.set(error);
      return false;
    }
  }
}
