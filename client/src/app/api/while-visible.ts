import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';
import { Live, type Hint } from '../live/live';

/** What a page wants to hear of at once. */
export interface News {
  /** Whether a hint is about what the page shows. */
  readonly about: (hint: Hint) => boolean;
  /** At least so long between two rounds, however many hints come, in milliseconds. */
  readonly gapMs?: number;
}

/** While hints come, the page only asks to be sure. */
const WITH_HINTS_MS = 60_000;
/** Hints come in bursts; and not all pages of all people ask in the same moment. */
const GATHER_MS = 100;
const SPREAD_MS = 150;
const GAP_MS = 700;

/**
 * Repeats `work` while the page is looked at, and at once when it is looked at again. With `news` it is done as soon as
 * the server hints at a change, and seldom otherwise; without a connection every `everyMs`, as ever. Needs an injection
 * context.
 */
export function whileVisible(work: () => Promise<void>, everyMs: number, news?: News): void {
  const document = inject(DOCUMENT);
  const live = inject(Live);
  let isBusy = false;
  let isStale = false;
  let lastRound = performance.now();
  let soon: ReturnType<typeof setTimeout> | undefined;

  const round = async (): Promise<void> => {
    if (document.hidden) {
      return;
    }
    if (isBusy) {
      isStale = true;
      return;
    }
    isBusy = true;
    isStale = false;
    clearTimeout(soon);
    soon = undefined;
    await work().finally(() => {
      isBusy = false;
      lastRound = performance.now();
    });
    if (isStale) {
      hurry();
    }
  };
  const hurry = (): void => {
    if (soon === undefined) {
      const pause = lastRound + (news?.gapMs ?? GAP_MS) - performance.now();
      soon = setTimeout(
        () => {
          soon = undefined;
          void round();
        },
        Math.max(GATHER_MS + Math.random() * SPREAD_MS, pause),
      );
    }
  };
  const timer = setInterval(() => {
    const isRelaxed = news !== undefined && live.isConnected();
    if (!isRelaxed || performance.now() - lastRound >= WITH_HINTS_MS - everyMs / 2) {
      void round();
    }
  }, everyMs);
  const stopListening =
    news === undefined
      ? () => undefined
      : live.listen((hint) => {
          if (hint === null || news.about(hint)) {
            hurry();
          }
        });
  const wake = (): void => void round();
  document.addEventListener('visibilitychange', wake);
  // Coming from another window changes the focus, not what is visible.
  addEventListener('focus', wake);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(timer);
    clearTimeout(soon);
    stopListening();
    document.removeEventListener('visibilitychange', wake);
    removeEventListener('focus', wake);
  });
}

/** Any ticket: for lists and counts. Its status may have got another name. */
export function aboutTickets(hint: Hint): boolean {
  return hint.type.startsWith('ticket.') || aboutNames(hint);
}

/** What statuses are called. */
export function aboutNames({ type }: Hint): boolean {
  return type === 'lifecycle.changed';
}
