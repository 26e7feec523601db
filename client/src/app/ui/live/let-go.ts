import { DestroyRef, ElementRef, inject } from '@angular/core';
import type { LiveRows } from './live-rows';

/** Long enough to read what became of a row. */
const STAYS_MS = 6_000;

/**
 * Rows that are gone leave by themselves, but never while the pointer or the focus is among the rows: nothing may move
 * under somebody's hand. Needs the injection context of the component that shows them.
 */
export function letGoUnwatched(lists: () => readonly LiveRows<{ id: string }>[]): void {
  const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
  const timer = setInterval(() => {
    if (!nativeElement.matches(':hover, :focus-within')) {
      lists().forEach((list) => list.letGo(STAYS_MS));
    }
  }, 1_000);
  inject(DestroyRef).onDestroy(() => clearInterval(timer));
}
