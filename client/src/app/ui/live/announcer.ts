import { DestroyRef, Injectable, inject } from '@angular/core';

/** Long enough for a reader to notice that the region was emptied; the same text twice is read twice. */
const PAUSE_MS = 100;

/**
 * Tells readers what the eye sees happen. Small on purpose: the first page of every employee needs it, and the CDK's
 * announcer brings focus traps and more along.
 */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly region = document.createElement('div');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.region.setAttribute('aria-live', 'polite');
    this.region.setAttribute('aria-atomic', 'true');
    this.region.className = 'ss-visually-hidden';
    document.body.append(this.region);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.region.remove();
    });
  }

  announce(text: string): void {
    this.region.textContent = '';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.region.textContent = text;
    }, PAUSE_MS);
  }
}
