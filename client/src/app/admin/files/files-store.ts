import { computed, inject, Injectable, signal } from '@angular/core';
import type { AdminFileDto, AttachmentState } from '../../api/types';
import { AdminFilesApi } from './files-api';

/** What a file in such a state needs: somebody to look, or patience. */
const HELD: readonly AttachmentState[] = ['scanning', 'infected', 'failed'];

export const FILE_STATES: readonly AttachmentState[] = ['scanning', 'infected', 'failed', 'unscanned', 'clean'];

/** The states that an address asks for: one, or all that are held. */
export function statesOf(asked: string | undefined): readonly AttachmentState[] {
  const state = FILE_STATES.find((one) => one === asked);
  return state === undefined ? HELD : [state];
}

/** Files in some states, newest first, page by page. */
@Injectable()
export class FilesStore {
  private readonly api = inject(AdminFilesApi);
  private readonly first = signal<readonly AdminFileDto[]>([]);
  private readonly later = signal<readonly AdminFileDto[]>([]);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<unknown>(null);
  private readonly loaded = signal(false);
  private readonly busy = signal(false);
  private states: readonly AttachmentState[] = HELD;
  private turn = 0;

  readonly error = this.failure.asReadonly();
  readonly isLoaded = this.loaded.asReadonly();
  readonly isBusy = this.busy.asReadonly();
  readonly next = this.cursor.asReadonly();
  readonly files = computed(() => {
    const ids = new Set(this.first().map(({ id }) => id));
    return [...this.first(), ...this.later().filter(({ id }) => !ids.has(id))];
  });

  async show(states: readonly AttachmentState[]): Promise<void> {
    this.states = states;
    this.loaded.set(false);
    this.failure.set(null);
    this.first.set([]);
    this.later.set([]);
    await this.read();
  }

  async again(): Promise<void> {
    this.failure.set(null);
    await this.read();
  }

  /** Quietly: what is shown stays when it fails. */
  async refresh(): Promise<void> {
    if (this.loaded() && !this.busy()) {
      await this.read();
    }
  }

  async more(): Promise<void> {
    const { turn } = this;
    this.busy.set(true);
    try {
      const page = await this.api.list(this.states, this.cursor());
      if (turn === this.turn) {
        this.later.update((before) => [...before, ...page.items]);
        this.cursor.set(page.nextCursor);
      }
    } catch (error) {
      // Shown under the rows that are there.
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }

  /** What an act has just answered. */
  put(file: AdminFileDto): void {
    const place = (files: readonly AdminFileDto[]): readonly AdminFileDto[] =>
      files.map((one) => (one.id === file.id ? file : one));
    this.turn += 1;
    this.first.update(place);
    this.later.update(place);
  }

  drop(id: string): void {
    this.turn += 1;
    this.first.update((files) => files.filter((one) => one.id !== id));
    this.later.update((files) => files.filter((one) => one.id !== id));
  }

  private async read(): Promise<void> {
    const turn = ++this.turn;
    try {
      const page = await this.api.list(this.states, null);
      if (turn !== this.turn) {
        return;
      }
      this.first.set(page.items);
      if (this.later().length === 0) {
        this.cursor.set(page.nextCursor);
      }
      this.loaded.set(true);
      this.failure.set(null);
    } catch (error) {
      if (turn === this.turn && !this.loaded()) {
        this.failure.set(error);
      }
    }
  }
}
