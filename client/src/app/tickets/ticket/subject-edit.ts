import { computed, inject, Injectable, signal } from '@angular/core';
import { Drafts } from '../../session/drafts';
import { TicketChanges } from './ticket-changes';
import { TicketStore } from './ticket-store';

interface Typed {
  /** The ticket whose subject it becomes. */
  readonly id: string;
  /** What was seen when it was begun: who changed the subject since is asked about, not written over. */
  readonly version: number;
  readonly value: string;
}

function isTyped(value: unknown): value is Typed {
  return (
    typeof value === 'object' &&
    value !== null &&
    'value' in value &&
    typeof value.value === 'string' &&
    'version' in value &&
    typeof value.version === 'number'
  );
}

/** The subject while it is changed; what was typed is there again after a reload or a look at another ticket. */
@Injectable()
export class SubjectEdit {
  private readonly store = inject(TicketStore);
  private readonly changes = inject(TicketChanges);
  private readonly drafts = inject(Drafts);
  private readonly typed = signal<Typed | null>(null);
  private fresh = false;

  /** Null while nobody changes it. */
  readonly text = computed(() => {
    const [typed, ticket] = [this.typed(), this.store.ticket()];
    return typed !== null && typed.id === ticket?.id ? typed : null;
  });

  start(): void {
    const ticket = this.store.ticket();
    if (ticket === null || !this.store.can('edit')) {
      return;
    }
    const kept = this.drafts.read(nameOf(ticket.id));
    const { version, value } = isTyped(kept) ? kept : { version: ticket.version, value: ticket.subject };
    this.fresh = true;
    this.typed.set({ id: ticket.id, version, value });
  }

  /** Once after each beginning, whose field takes the focus. */
  isFresh(): boolean {
    const isFresh = this.fresh;
    this.fresh = false;
    return isFresh;
  }

  type(value: string): void {
    const typed = this.text();
    if (typed !== null) {
      this.typed.set({ ...typed, value });
      this.drafts.write(nameOf(typed.id), { ...typed, value });
    }
  }

  /** What did not arrive stays in the field; a conflict is asked about with both values. */
  async save(): Promise<void> {
    const typed = this.text();
    if (typed === null || typed.value.trim() === '' || this.store.isBusy()) {
      return;
    }
    await this.changes.setSubject(typed.value.trim(), typed.version);
    if (this.store.changeError() === null) {
      this.stop();
    }
  }

  stop(): void {
    const typed = this.typed();
    if (typed !== null) {
      this.drafts.remove(nameOf(typed.id));
    }
    this.typed.set(null);
  }
}

function nameOf(id: string): string {
  return `subject.${id}`;
}
