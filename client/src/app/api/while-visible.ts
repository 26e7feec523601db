import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';

/** Repeats `work` while the page is looked at, and at once when it is looked at again. Needs an injection context. */
export function whileVisible(work: () => Promise<void>, everyMs: number): void {
  const document = inject(DOCUMENT);
  let isBusy = false;
  const round = async (): Promise<void> => {
    if (document.hidden || isBusy) {
      return;
    }
    isBusy = true;
    await work().finally(() => (isBusy = false));
  };
  const timer = setInterval(() => void round(), everyMs);
  const wake = (): void => void round();
  document.addEventListener('visibilitychange', wake);
  // Coming from another window changes the focus, not what is visible.
  addEventListener('focus', wake);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', wake);
    removeEventListener('focus', wake);
  });
}
