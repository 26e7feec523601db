import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { ExplanationDto, TicketStatus } from '../../api/types';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { StatusChip } from '../../ui/status/status-chip';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { ExplainApi } from './explain-api';
import { Verdict, type VerdictWord } from './verdict';

const TYPING_PAUSE_MS = 250;

type Action = ExplanationDto['actions'][number];
type Transition = ExplanationDto['transitions'][number];

/** Why one person may do this to one ticket, or not. The address holds both. */
@Component({
  selector: 'ss-explain',
  imports: [
    Avatar,
    Control,
    EmptyState,
    Field,
    Icon,
    InPlaceError,
    MatButton,
    RouterLink,
    Skeleton,
    StatusChip,
    StatusGlyph,
    TranslocoDirective,
    Verdict,
  ],
  templateUrl: './explain.html',
  styleUrl: './explain.css',
})
export class Explain {
  /** From the address. */
  readonly person = input('', { transform: (value?: string) => value ?? '' });
  readonly ticket = input('', { transform: (value?: string) => value ?? '' });

  private readonly api = inject(ExplainApi);
  private readonly router = inject(Router);
  private readonly i18n = inject(TranslocoService);
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly q = signal('');
  protected readonly isPicking = signal(false);
  protected readonly people = new Loaded(() => this.api.people(this.q()));
  protected readonly answer = new Loaded(() => this.api.explain(this.ticket(), this.person()));
  protected readonly isAsked = computed(() => this.person() !== '' && this.ticket() !== '');
  /** Where the fault lies: a number that nobody has is told at its field. */
  protected readonly isUnknownTicket = computed(() => this.answer.error()?.status === 404);
  protected readonly isUnknownPerson = computed(() => 'person' in (this.answer.error()?.details ?? {}));

  constructor() {
    effect(() => {
      const person = this.person();
      const ticket = this.ticket();
      untracked(() => {
        this.answer.reset();
        this.isPicking.set(person === '');
        if (person === '' && this.people.value() === null) {
          void this.people.load();
        }
        if (person !== '' && ticket !== '') {
          void this.answer.load();
        }
      });
    });
  }

  protected search(text: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.q.set(text.trim());
      void this.people.load();
    }, TYPING_PAUSE_MS);
  }

  protected pickAnother(): void {
    this.isPicking.set(true);
    void this.people.load();
  }

  protected choose(change: { readonly person?: string; readonly ticket?: string }): void {
    this.isPicking.set(false);
    const queryParams = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value.trim() || null]));
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected wordOf({ allowed, isPossible }: Action | Transition): VerdictWord {
    return allowed ? (isPossible ? 'yes' : 'notNow') : 'no';
  }

  /** The rule, and what stands in the way where only the state does. */
  protected whyOf(action: Action): string {
    const rule = this.say(`rule.${action.rule}`);
    return action.allowed && action.because !== null ? `${this.say(`because.${action.because}`)} ${rule}` : rule;
  }

  protected whyOfStatus({ who, needs, because, allowed }: Transition): string {
    const people = who.map((one) => this.say(`actor.${one}`));
    const gifts = needs.map((need) => this.say(`need.${need}`));
    return [
      allowed && because !== null ? this.say(`because.${because}`) : '',
      this.say('who', { who: this.listOf(people) }),
      gifts.length > 0 ? this.say('needs', { needs: this.listOf(gifts) }) : '',
    ]
      .filter((sentence) => sentence !== '')
      .join(' ');
  }

  protected partsOf({ relations }: ExplanationDto): string {
    return relations.length === 0
      ? this.say('parts.none')
      : this.sentence(this.listOf(relations.map((part) => this.say(`parts.${part}`))));
  }

  protected statusOf(status: TicketStatus): string {
    return this.i18n.translate<string>(`status.${status}`);
  }

  private listOf(words: readonly string[]): string {
    return new Intl.ListFormat(this.i18n.getActiveLang(), { type: 'conjunction' }).format(words);
  }

  private sentence(text: string): string {
    return text.charAt(0).toLocaleUpperCase() + text.slice(1);
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`explain.${key}`, values);
  }
}
