import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';

const KEY = 'ss.ticket-list';
/** Pixels of the list beside a ticket. */
export const WIDTH = { least: 320, most: 520, usual: 400, narrow: 360 } as const;

export type WideForm = 'table' | 'cards';

interface Kept {
  readonly wide: WideForm;
  readonly width: number | null;
}

function stored(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept === 'object' && kept !== null) {
      const wide = 'wide' in kept && kept.wide === 'cards' ? 'cards' : 'table';
      const width = 'width' in kept && typeof kept.width === 'number' ? clamped(kept.width) : null;
      return { wide, width };
    }
  } catch {
    // Closed storage or something else under this name: as it is by default.
  }
  return { wide: 'table', width: null };
}

function clamped(width: number): number {
  return Math.round(Math.max(WIDTH.least, Math.min(WIDTH.most, width)));
}

/** How the list is laid out: a choice of this device. With room and no ticket open it may be a table. */
@Injectable()
export class ListForm {
  private readonly kept = signal<Kept>(stored());
  private readonly query = matchMedia('(width >= 1024px)');
  private readonly roomy = signal(this.query.matches);

  readonly isRoomy = this.roomy.asReadonly();
  readonly wide = computed(() => this.kept().wide);
  /** Null: as the style sheet has it. */
  readonly width = computed(() => this.kept().width);

  constructor() {
    const look = (): void => this.roomy.set(this.query.matches);
    this.query.addEventListener('change', look);
    inject(DestroyRef).onDestroy(() => this.query.removeEventListener('change', look));
  }

  choose(wide: WideForm): void {
    this.keep({ ...this.kept(), wide });
  }

  widen(width: number): void {
    this.keep({ ...this.kept(), width: clamped(width) });
  }

  private keep(kept: Kept): void {
    this.kept.set(kept);
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage is closed: the choice lasts until the page is left.
    }
  }
}
