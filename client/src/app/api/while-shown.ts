import { type Signal, computed, effect, inject } from '@angular/core';
import { Live } from '../live/live';
import { aboutNames, whileVisible } from './while-visible';

/**
 * `whileVisible` for a page that shows one ticket: it hears of this one alone, also that it is not to be seen any more.
 * Needs an injection context.
 */
export function whileShown(
  ticket: Signal<{ readonly id: string } | null>,
  work: () => Promise<void>,
  everyMs: number,
): void {
  const live = inject(Live);
  const id = computed(() => ticket()?.id ?? null);
  effect((onCleanup) => {
    const shown = id();
    if (shown !== null) {
      onCleanup(live.watch(shown));
    }
  });
  whileVisible(() => (id() === null ? Promise.resolve() : work()), everyMs, {
    about: (hint) => hint.id === id() || aboutNames(hint),
  });
}
