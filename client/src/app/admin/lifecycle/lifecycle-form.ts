import { computed, signal } from '@angular/core';
import { toApiError } from '../../api/api-error';
import type { LifecycleDto, TicketStatus } from '../../api/types';
import { changedFields, rebase } from '../../ui/forms/rebase';
import type { LifecycleApi } from './lifecycle-api';
import {
  fieldsOf,
  lineKey,
  linesOf,
  lineText,
  nameKey,
  requesterNameKey,
  wishOf,
  type Fields,
  type Line,
} from './lifecycle-lines';

export interface LifecycleConflict {
  /** As somebody else has saved it meanwhile. */
  readonly lifecycle: LifecycleDto;
  readonly keys: readonly string[];
}

/** The lifecycle while somebody changes it. */
export class LifecycleForm {
  private readonly saved: ReturnType<typeof signal<LifecycleDto>>;
  private readonly failed = signal<unknown>(null);
  private readonly contradicted = signal<LifecycleConflict | null>(null);
  private readonly busy = signal(false);
  private readonly found = signal<readonly string[]>([]);
  private checks = 0;

  /** Written by the page's draft keeper too. */
  readonly fields: ReturnType<typeof signal<Fields>>;
  readonly lifecycle = computed(() => this.saved());
  readonly base = computed(() => fieldsOf(this.saved()));
  readonly changes = computed(() => changedFields(this.base(), this.fields()));
  readonly keys = computed<readonly TicketStatus[]>(() => this.saved().statuses.map(({ key }) => key));
  readonly lines = computed(() => linesOf(this.fields(), this.keys()));
  /** Names that were left empty; the server is not asked about those. */
  readonly emptyNames = computed(() =>
    this.keys()
      .flatMap((key) => [nameKey(key), requesterNameKey(key)])
      .filter((key) => this.fields()[key]?.trim() === ''),
  );
  readonly failure = this.failed.asReadonly();
  readonly conflict = this.contradicted.asReadonly();
  readonly isBusy = this.busy.asReadonly();
  /** What is wrong with it as it stands here, a sentence each. */
  readonly problems = this.found.asReadonly();

  constructor(
    private readonly api: LifecycleApi,
    lifecycle: LifecycleDto,
  ) {
    this.saved = signal(lifecycle);
    this.fields = signal(fieldsOf(lifecycle));
    this.found.set(lifecycle.problems);
  }

  nameOf(status: TicketStatus): string {
    return this.fields()[nameKey(status)]?.trim() || status;
  }

  set(key: string, text: string): void {
    this.fields.update((before) => ({ ...before, [key]: text }));
  }

  put(line: Line): void {
    this.set(lineKey(line.from, line.to), lineText(line));
  }

  remove({ from, to }: Pick<Line, 'from' | 'to'>): void {
    this.set(lineKey(from, to), '');
  }

  /** Asks what would be wrong; an answer that was overtaken by a later change says nothing. */
  async check(): Promise<void> {
    const turn = ++this.checks;
    if (this.changes().length === 0) {
      this.found.set(this.saved().problems);
      return;
    }
    if (this.emptyNames().length > 0) {
      return;
    }
    try {
      const problems = await this.api.problemsOf(wishOf(this.fields(), this.keys()));
      if (turn === this.checks) {
        this.found.set(problems);
      }
    } catch {
      // Saving says what is wrong as well, and why it cannot be asked.
    }
  }

  /** It was asked for again: what was changed here stays on top of it. */
  refresh(lifecycle: LifecycleDto): void {
    if (lifecycle.version > this.saved().version && this.contradicted() === null) {
      this.meet(lifecycle);
    }
  }

  discard(): void {
    this.fields.set(this.base());
    this.failed.set(null);
    this.contradicted.set(null);
  }

  /** Whether it is saved now. */
  async save(): Promise<boolean> {
    this.failed.set(null);
    this.busy.set(true);
    try {
      this.begin(await this.api.change(wishOf(this.fields(), this.keys()), this.saved().version));
      return true;
    } catch (error) {
      const refusal = toApiError(error);
      const told = refusal.details['transitions'] ?? [];
      if (refusal.code === 'VERSION_STALE') {
        return await this.saveOnTop();
      }
      if (refusal.status === 400 && told.length > 0) {
        this.found.set(told);
      } else {
        this.failed.set(error);
      }
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
    const others = fieldsOf(conflict.lifecycle);
    const { merged } = rebase(this.base(), this.fields(), others);
    const taken = Object.fromEntries(theirs.map((key) => [key, others[key] ?? '']));
    this.saved.set(conflict.lifecycle);
    this.fields.set({ ...merged, ...taken });
    this.contradicted.set(null);
    return this.changes().length === 0 ? true : this.save();
  }

  async reset(): Promise<void> {
    this.begin(await this.api.reset(this.saved().version));
  }

  private begin(lifecycle: LifecycleDto): void {
    this.checks += 1;
    this.saved.set(lifecycle);
    this.fields.set(fieldsOf(lifecycle));
    this.found.set(lifecycle.problems);
    this.contradicted.set(null);
  }

  /** Goes on from the newest version, unless both changed the same name or arrow: then somebody has to choose. */
  private meet(lifecycle: LifecycleDto): boolean {
    const { merged, conflicts } = rebase(this.base(), this.fields(), fieldsOf(lifecycle));
    if (conflicts.length > 0) {
      this.contradicted.set({ lifecycle, keys: conflicts });
      return false;
    }
    this.saved.set(lifecycle);
    this.fields.set(merged);
    return true;
  }

  private async saveOnTop(): Promise<boolean> {
    try {
      return this.meet(await this.api.read()) ? await this.save() : false;
    } catch (error) {
      this.failed.set(error);
      return false;
    }
  }
}
