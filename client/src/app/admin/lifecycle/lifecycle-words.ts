import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { TicketStatus } from '../../api/types';
import type { Actor, Category, Line, Need } from './lifecycle-lines';

/** The lifecycle in sentences. */
@Injectable({ providedIn: 'root' })
export class LifecycleWords {
  private readonly i18n = inject(TranslocoService);

  letter(actor: Actor): string {
    return this.say(`letter.${actor}`);
  }

  who(actors: readonly Actor[]): string {
    return actors.length === 0 ? this.say('nobody') : this.listOf(actors.map((actor) => this.say(`actor.${actor}`)));
  }

  needs(needs: readonly Need[]): string {
    return needs.length === 0 ? this.say('needsNothing') : this.listOf(needs.map((need) => this.say(`need.${need}`)));
  }

  /** As a value that is chosen or not. */
  line(line: Line | null): string {
    return line === null ? this.say('noArrow') : `${this.who(line.who)}; ${this.needs(line.needs)}`;
  }

  lineSentence({ from, to, who, needs }: Line, nameOf: (status: TicketStatus) => string): string {
    const values = { from: nameOf(from), to: nameOf(to), who: this.who(who), needs: this.needs(needs) };
    return this.say(needs.length === 0 ? 'sentence' : 'sentenceNeeds', values);
  }

  statusSentence(name: string, category: Category, targets: readonly string[]): string {
    const values = { name, category: this.say(`category.${category}`), targets: this.listOf(targets) };
    return this.say(targets.length === 0 ? 'statusEnd' : 'statusTo', values);
  }

  say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.lifecycle.${key}`, values);
  }

  private listOf(words: readonly string[]): string {
    return new Intl.ListFormat(this.i18n.getActiveLang(), { type: 'conjunction' }).format(words);
  }
}
