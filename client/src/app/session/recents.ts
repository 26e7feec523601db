import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { TicketStatus } from '../api/types';
import { Session } from './session';

/** A ticket that was opened; its words are as they were then. */
export interface Recent {
  readonly number: string;
  readonly subject: string;
  readonly status: TicketStatus;
}

const KEPT = 8;

function isRecent(value: unknown): value is Recent {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['number', 'subject', 'status'].every((name) => typeof Reflect.get(value, name) === 'string')
  );
}

/** The tickets a person opened last, in this tab alone: whoever uses the browser next finds nothing. */
@Injectable({ providedIn: 'root' })
export class Recents {
  private readonly session = inject(Session);
  private readonly name = computed(() => `ss.recent.${this.session.user()?.id ?? 'nobody'}`);
  private readonly list = signal<readonly Recent[]>([]);

  /** The last one first. */
  readonly items = this.list.asReadonly();

  constructor() {
    effect(() => {
      const name = this.name();
      untracked(() => this.list.set(this.read(name)));
    });
  }

  note(opened: Recent): void {
    const name = this.name();
    const before = untracked(() => this.read(name));
    const items = [opened, ...before.filter(({ number }) => number !== opened.number)].slice(0, KEPT);
    this.list.set(items);
    try {
      sessionStorage.setItem(name, JSON.stringify(items));
    } catch {
      // Closed storage: they are known until the page is left.
    }
  }

  private read(name: string): readonly Recent[] {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(name) ?? '[]');
      return Array.isArray(found) ? found.filter(isRecent) : [];
    } catch {
      return [];
    }
  }
}
