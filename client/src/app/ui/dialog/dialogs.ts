import { Injectable, Injector, inject } from '@angular/core';
import type { ConfirmOptions, ReasonOptions } from './dialog-options';

/** Dialogs for what cannot be undone. Their code is fetched when the first one opens. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly injector = inject(Injector);

  /** True when the person confirmed and `run` succeeded. */
  async confirm(options: ConfirmOptions): Promise<boolean> {
    const { openConfirm } = await import('./confirm-dialog');
    return openConfirm(this.injector, options);
  }

  /** The reason given, or null when the person turned back. */
  async askReason(options: ReasonOptions): Promise<string | null> {
    const { openReason } = await import('./reason-dialog');
    return openReason(this.injector, options);
  }
}
