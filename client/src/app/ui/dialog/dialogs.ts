import { Injectable, Injector, inject } from '@angular/core';

export interface ConfirmOptions {
  title: string;
  /** What will happen, in one or two sentences. */
  text: string;
  /** The act as the button says it: "Suspend", never "OK". */
  act: string;
  isDangerous?: boolean;
  /** Done while the dialog is still open; when it fails, the dialog shows why and stays. */
  run?: () => Promise<unknown>;
}

export interface ReasonOptions extends Omit<ConfirmOptions, 'run'> {
  label?: string;
  hint?: string;
  isRequired?: boolean;
  /** Characters at most. */
  max?: number;
  run?: (reason: string) => Promise<unknown>;
}

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
