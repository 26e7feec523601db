import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** The present, moved on twice a minute while the page is seen, so that all ages on a page agree. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly date = signal(new Date());
  readonly current = this.date.asReadonly();

  constructor() {
    const tick = (): void => {
      if (document.visibilityState === 'visible') {
        this.date.set(new Date());
      }
    };
    const timer = setInterval(tick, 30_000);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }
}
