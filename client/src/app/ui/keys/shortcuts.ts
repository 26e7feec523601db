import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { tinykeys } from 'tinykeys';

const OFF = 'ss.keys-off';

/** A key that acts on the page that is open, and the words by which the help tells of it. */
export interface Shortcut {
  /** As tinykeys has it: `j`, `Shift+?`, `$mod+k`. */
  readonly key: string;
  /** Key of its words; neighbours with the same words share a line of the help. */
  readonly words: string;
  /** Left out where a field hears the key itself, and the help only tells of it. */
  readonly act?: (event: KeyboardEvent) => void;
}

/** What one page or part binds, under one heading of the help. */
interface Bound {
  /** Key of the heading's words. */
  readonly heading: string;
  readonly shortcuts: readonly Shortcut[];
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], [role="menu"]',
    ) !== null
  );
}

/** With Ctrl or Cmd nobody types text by it, so that it acts in fields too, and cannot be switched off. */
function isHeld(key: string): boolean {
  return key.includes('$mod+') || key.includes('Control+') || key.includes('Alt+');
}

/**
 * The one register of keys: whoever binds some names them in words, and the help shows what is bound now. Single letters
 * can be switched off, since a voice or a cat types letters too (WCAG 2.1.4).
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly on = signal(this.read());
  private readonly all = signal<readonly Bound[]>([]);
  readonly isOn = this.on.asReadonly();
  /** By heading, in the order in which they were bound. */
  readonly bound = computed<readonly Bound[]>(() => {
    const headings = [...new Set(this.all().map(({ heading }) => heading))];
    return headings.map((heading) => ({
      heading,
      shortcuts: this.all().flatMap((one) => (one.heading === heading ? one.shortcuts : [])),
    }));
  });

  /**
   * Binds while the caller lives; needs an injection context. Letters are silent while somebody types or decides. Of two
   * who bind the same key, the one who came last has it.
   */
  bind(heading: string, shortcuts: readonly Shortcut[]): void {
    const bound: Bound = { heading, shortcuts };
    this.all.update((before) => [...before, bound]);
    const acts = shortcuts.flatMap(({ key, act }) => (act === undefined ? [] : [[key, act] as const]));
    const guarded = acts.map(([key, act]): [string, (event: KeyboardEvent) => void] => [
      key,
      (event) => {
        if (this.isFree(key, event) && this.isLast(bound, key)) {
          event.preventDefault();
          act(event);
        }
      },
    ]);
    const unbind = tinykeys(window, Object.fromEntries<(event: KeyboardEvent) => void>(guarded));
    inject(DestroyRef).onDestroy(() => {
      unbind();
      this.all.update((before) => before.filter((one) => one !== bound));
    });
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

  private isFree(key: string, event: KeyboardEvent): boolean {
    const isDialogOpen = document.querySelector('mat-dialog-container, dialog[open]') !== null;
    return !isDialogOpen && (isHeld(key) || (this.on() && !isTyping(event.target)));
  }

  private isLast(bound: Bound, key: string): boolean {
    return this.all().findLast(({ shortcuts }) => shortcuts.some((one) => one.key === key && one.act)) === bound;
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
