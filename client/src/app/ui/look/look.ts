import { Injectable, signal } from '@angular/core';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

interface Choice {
  theme: Theme;
  density: Density;
}

/** The same key is read by public/theme.js before the first paint. */
const KEY = 'ss.look';

function stored(): Choice {
  const theme = document.documentElement.dataset['theme'];
  const density = document.documentElement.dataset['density'];
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: density === 'compact' ? 'compact' : 'comfortable',
  };
}

/** Light or dark, close or wide: a choice of this device. */
@Injectable({ providedIn: 'root' })
export class Look {
  private readonly choice = signal<Choice>(stored());
  readonly current = this.choice.asReadonly();

  choose(change: Partial<Choice>): void {
    const choice = { ...this.choice(), ...change };
    this.choice.set(choice);
    const root = document.documentElement;
    if (choice.theme === 'system') {
      delete root.dataset['theme'];
    } else {
      root.dataset['theme'] = choice.theme;
    }
    if (choice.density === 'compact') {
      root.dataset['density'] = 'compact';
    } else {
      delete root.dataset['density'];
    }
    try {
      localStorage.setItem(KEY, JSON.stringify(choice));
    } catch {
      // Storage is closed: the choice lasts until the page is left.
    }
  }
}
