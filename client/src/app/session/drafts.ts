import { inject, Injectable } from '@angular/core';
import { Session } from './session';

/** Drafts nobody came back to for this long are thrown away. */
const LIFETIME_MS = 30 * 86_400_000;

interface Kept {
  readonly at: number;
  readonly value: unknown;
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number' && 'value' in value
  );
}

/**
 * What was typed and not sent, on this device. Survives reload, an ended session and a failed send; belongs to the
 * person who typed it, so that the next one at the same desk does not find it.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly session = inject(Session);
  /** A session that ends under the hands takes nothing of what is typed until the page is left. */
  private owner = 'nobody';

  /** The kept value as it was stored: callers check its shape, since an older version may have written it. */
  read(name: string): unknown {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.prefix() + name) ?? 'null');
      return isKept(kept) && Date.now() - kept.at < LIFETIME_MS ? kept.value : null;
    } catch {
      // Storage is closed or holds something else: there is no draft.
      return null;
    }
  }

  /** False when this browser keeps nothing, so that the page does not promise it. */
  write(name: string, value: unknown): boolean {
    try {
      localStorage.setItem(this.prefix() + name, JSON.stringify({ at: Date.now(), value } satisfies Kept));
      return true;
    } catch {
      // Full or closed storage must not stop the typing.
      return false;
    }
  }

  remove(name: string): void {
    try {
      localStorage.removeItem(this.prefix() + name);
    } catch {
      // Closed storage holds nothing to remove.
    }
  }

  /** Hears of what other tabs write and remove, by name. */
  follow(listener: (name: string) => void): void {
    addEventListener('storage', ({ key }) => {
      const prefix = this.prefix();
      if (key?.startsWith(prefix) === true) {
        listener(key.slice(prefix.length));
      }
    });
  }

  private prefix(): string {
    this.owner = this.session.user()?.id ?? this.owner;
    return `ss.draft.${this.owner}.`;
  }
}
