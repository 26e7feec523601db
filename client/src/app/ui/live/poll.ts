import { DestroyRef, inject } from '@angular/core';

/**
 * Asks at once, then every `seconds` while the page is seen, and at once when it is seen again. One question at a time.
 * Call it in an injection context; the answer's failure is the caller's business.
 */
export function pollWhileVisible(seconds: number, ask: () => Promise<void>): () => Promise<void> {
  let isAsking = false;
  const once = async (): Promise<void> => {
    if (isAsking) {
      return;
    }
    isAsking = true;
    try {
      await ask();
    } finally {
      isAsking = false;
    }
  };
  const again = (): void => {
    if (document.visibilityState === 'visible') {
      void once();
    }
  };
  void once();
  const timer = setInterval(again, seconds * 1000);
  document.addEventListener('visibilitychange', again);
  addEventListener('focus', again);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', again);
    removeEventListener('focus', again);
  });
  return once;
}
