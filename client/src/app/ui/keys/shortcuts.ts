import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { tinykeys } from 'tinykeys';

const OFF = 'ss.keys-off';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], [role="menu"]',
    ) !== null
  );
}

/** Single letters that act. They can be switched off, since a voice or a cat types letters too (WCAG 2.1.4). */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly on = signal(this.read());
  readonly isOn = this.on.asReadonly();

  /** Binds while the caller lives; needs an injection context. Keys are silent while somebody types or decides. */
  bind(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
    const guarded = Object.entries(keys).map(([key, act]): [string, (event: KeyboardEvent) => void] => [
      key,
      (event) => {
        const isDialogOpen = document.querySelector('mat-dialog-container, dialog[open]') !== null;
        if (this.on() && !isTyping(event.target) && !isDialogOpen) {
          event.preventDefault();
          act(event);
        }
      },
    ]);
    inject(DestroyRef).onDestroy(tinykeys(window, Object.fromEntries<(event: KeyboardEvent) => void>(guarded)));
  }

  toggle(): void {
    this.on.update((isOn) => !isOn);
    try {
      if (this.on()) {
        localStorage.removeItem(OFF);
      } else {
        localStorage.setItem(OFF, '1');
      }
    } catch {
      // Closed storage: the choice holds until the page is left.
    }
  }

  private read(): boolean {
    try {
      return localStorage.getItem(OFF) === null;
    } catch {
      // Closed storage: as it is by default.
      return true;
    }
  }
}
