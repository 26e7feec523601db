import { Injectable, computed, inject, signal } from '@angular/core';
import { Announcer } from '../live/announcer';

export interface SnackbarAct {
  label: string;
  run: () => void;
}

interface Shown {
  id: number;
  text: (secondsLeft: number) => string;
  until: number;
  acts: readonly SnackbarAct[];
  /** What is done when the time is over and nobody took it back. */
  onEnd: (() => void) | null;
}

export interface CountdownOptions {
  /** The text while the seconds run down, like "Reply leaves in 15 s". */
  text: (secondsLeft: number) => string;
  /** 15 for what is sent. */
  seconds?: number;
  undo: SnackbarAct;
  /** Does it at once, like "Send now". */
  now?: string;
  onEnd: () => void;
}

/** One short message at the bottom start; never for errors, which belong to their place. */
@Injectable({ providedIn: 'root' })
export class Snackbar {
  private readonly announcer = inject(Announcer);
  private readonly shown = signal<Shown | null>(null);
  private readonly time = signal(Date.now());
  private timer: ReturnType<typeof setInterval> | null = null;
  private ids = 0;

  readonly current = computed(() => {
    const shown = this.shown();
    if (shown === null) {
      return null;
    }
    const secondsLeft = Math.max(0, Math.ceil((shown.until - this.time()) / 1000));
    return { id: shown.id, text: shown.text(secondsLeft), acts: shown.acts };
  });

  /** Says that something is done; `act` takes it back. */
  show(text: string, act?: SnackbarAct, seconds = act === undefined ? 5 : 15): void {
    this.put({ text: () => text, seconds, acts: act === undefined ? [] : [act], onEnd: null });
  }

  /** Counts down in words before something is done, with the way back. */
  countdown(options: CountdownOptions): void {
    const { now, onEnd } = options;
    const acts = now === undefined ? [options.undo] : [options.undo, { label: now, run: onEnd }];
    this.put({ text: options.text, seconds: options.seconds ?? 15, acts, onEnd });
  }

  take(act: SnackbarAct): void {
    this.clear();
    act.run();
  }

  dismiss(): void {
    const onEnd = this.shown()?.onEnd;
    this.clear();
    onEnd?.();
  }

  private put(options: Omit<Shown, 'id' | 'until'> & { seconds: number }): void {
    // What waited is done now: a second act does not take the first one back.
    this.dismiss();
    const { seconds, ...rest } = options;
    this.time.set(Date.now());
    this.shown.set({ ...rest, id: ++this.ids, until: Date.now() + seconds * 1000 });
    this.announcer.announce(options.text(seconds));
    this.timer = setInterval(() => {
      this.time.set(Date.now());
      if (Date.now() >= (this.shown()?.until ?? 0)) {
        this.dismiss();
      }
    }, 250);
  }

  private clear(): void {
    if (this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
    this.shown.set(null);
  }
}
