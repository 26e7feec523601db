import { computed, signal } from '@angular/core';
import { toApiError } from '../../api/api-error';
import type { SettingsAreaDto } from '../../api/types';
import { changedFields, rebase } from '../../ui/forms/rebase';
import type { SettingsApi } from './settings-api';

export type Values = Record<string, unknown>;

export interface AreaConflict {
  /** As somebody else has saved it meanwhile. */
  readonly area: SettingsAreaDto;
  readonly keys: readonly string[];
}

/** The values of one area while somebody changes them. */
export class AreaForm {
  private readonly saved = signal<SettingsAreaDto>({} as SettingsAreaDto);
  private readonly problems = signal<Readonly<Record<string, string>>>({});
  private readonly failed = signal<unknown>(null);
  private readonly contradicted = signal<AreaConflict | null>(null);
  private readonly busy = signal(false);

  /** Written by the page's draft keeper too. */
  readonly values = signal<Values>({});
  readonly area = this.saved.asReadonly();
  readonly base = computed<Values>(() => this.saved().values);
  readonly changes = computed(() => changedFields(this.base(), this.values()));
  readonly failure = this.failed.asReadonly();
  readonly conflict = this.contradicted.asReadonly();
  readonly isBusy = this.busy.asReadonly();

  constructor(
    private readonly api: SettingsApi,
    area: SettingsAreaDto,
  ) {
    this.begin(area, area.values);
  }

  problemOf(key: string): string {
    return this.problems()[key] ?? '';
  }

  set(key: string, value: unknown): void {
    this.values.update((before) => ({ ...before, [key]: value }));
    this.problems.update(({ [key]: _solved, ...others }) => others);
  }

  /** The area was asked for again: what was changed here stays on top of it. */
  refresh(area: SettingsAreaDto): void {
    if (area.version > this.saved().version && this.contradicted() === null) {
      this.meet(area);
    }
  }

  discard(): void {
    this.values.set(this.base());
    this.problems.set({});
    this.failed.set(null);
    this.contradicted.set(null);
  }

  /** Whether it is saved now. */
  async save(): Promise<boolean> {
    this.failed.set(null);
    this.busy.set(true);
    const { area, version } = this.saved();
    const changes = Object.fromEntries(this.changes().map((key) => [key, this.values()[key]]));
    try {
      const saved = await this.api.change(area, changes, version);
      this.begin(saved, saved.values);
      this.problems.set({});
      return true;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'FIELD_CONFLICT' || refusal.code === 'VERSION_STALE') {
        await this.meetTheOther(error);
      } else {
        const known = new Set(this.saved().fields.map(({ key }) => key));
        const told = Object.entries(refusal.details)
          .map(([path, sentences]) => [path.replace(/^values\./, ''), sentences.join(' ')] as const)
          .filter(([key]) => known.has(key));
        this.problems.set(Object.fromEntries(told));
        this.failed.set(refusal.status === 400 && told.length > 0 ? null : error);
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
    const { values } = conflict.area;
    const { merged } = rebase(this.base(), this.values(), values);
    const taken = Object.fromEntries(theirs.map((key) => [key, values[key]]));
    this.begin(conflict.area, { ...merged, ...taken });
    this.contradicted.set(null);
    return this.changes().length === 0 ? true : this.save();
  }

  private begin(area: SettingsAreaDto, values: Values): void {
    this.saved.set(area);
    this.values.set(values);
  }

  /** Goes on from the newest version, unless both changed the same field: then somebody has to choose. */
  private meet(area: SettingsAreaDto): boolean {
    const { merged, conflicts } = rebase(this.base(), this.values(), area.values);
    if (conflicts.length === 0) {
      this.begin(area, merged);
      return false;
    }
    this.contradicted.set({ area, keys: conflicts });
    return true;
  }

  private async meetTheOther(refusal: unknown): Promise<void> {
    try {
      const area = await this.api.read(this.saved().area);
      if (!this.meet(area)) {
        this.failed.set(refusal);
      }
    } catch (error) {
      this.failed.set(error);
    }
  }
}
