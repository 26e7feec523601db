import { Component, computed, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketDto, TicketLevel, TimelineItemDto } from '../../api/types';
import { Session } from '../../session/session';
import { Finder, type Found } from '../../ui/choice/finder';
import { ErrorText } from '../../ui/feedback/error-text';
import { Switch } from '../../ui/field/switch';
import { Icon } from '../../ui/icon/icon';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { TicketChanges } from './ticket-changes';
import { ListStore } from '../workspace/list-store';
import { EventSentences } from './event-sentences';
import { Related } from './related';
import { RequesterCard } from './requester-card';
import { TicketFiles } from './ticket-files';
import { TicketStore } from './ticket-store';

const TAG = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;

/** What there is to know about the ticket. */
@Component({
  selector: 'ss-ticket-details',
  imports: [
    Avatar,
    Finder,
    Icon,
    MatButton,
    Menu,
    MenuItem,
    Related,
    RequesterCard,
    RouterLink,
    Switch,
    TicketFiles,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './ticket-details.html',
  styleUrl: './ticket-details.css',
})
export class TicketDetails {
  readonly ticket = input.required<TicketDto>();
  readonly items = input.required<readonly TimelineItemDto[]>();

  protected readonly store = inject(TicketStore);
  protected readonly changes = inject(TicketChanges);
  protected readonly mayExplain = inject(Session).can('access:explain');
  private readonly api = inject(TicketsApi);
  private readonly list = inject(ListStore);
  private readonly i18n = inject(TranslocoService);
  private readonly sentences = inject(EventSentences);
  private readonly errorText = inject(ErrorText);
  private readonly tagField = viewChild<ElementRef<HTMLInputElement>>('tagField');
  protected readonly categories = new Loaded(() => this.api.categories());
  protected readonly teams = new Loaded(() => this.api.teams());
  protected readonly weights = ['impact', 'urgency'] as const;
  protected readonly levels: readonly (TicketLevel | null)[] = [null, 'Low', 'Medium', 'High'];
  /** Tags of the tickets beside this one: what the desk uses now. */
  protected readonly knownTags = computed(() => {
    const here = new Set(this.ticket().tags);
    return [...new Set((this.list.items() ?? []).flatMap(({ tags }) => tags))]
      .filter((tag) => !here.has(tag))
      .toSorted();
  });
  protected readonly findPeople = async (text: string): Promise<readonly Found[]> => {
    const here = new Set(this.ticket().watchers.map(({ id }) => id));
    const { items } = await this.api.people(text);
    return items
      .filter(({ id }) => !here.has(id))
      .slice(0, 6)
      .map(({ id, name, department }) => ({ id, name, detail: department ?? '' }));
  };
  /** Everything that changed, newest first, with who did it. */
  protected readonly history = computed(() =>
    this.items()
      .filter(({ comment }) => comment === undefined)
      .toReversed(),
  );
  protected readonly isTagWrong = signal(false);
  protected readonly watchProblem = signal('');
  /** Runs of other systems, newest first. */
  protected readonly runs = computed(() =>
    this.items()
      .filter(({ run }) => run !== undefined)
      .toReversed(),
  );

  constructor() {
    void this.categories.load();
    void this.teams.load();
  }

  protected runState({ run }: TimelineItemDto): string {
    const state = run?.['state'] ?? run?.['status'];
    return typeof state === 'string' ? state : '';
  }

  protected runName({ type }: TimelineItemDto): string {
    return type.replace(/[._]/g, ' ');
  }

  protected async addTag(text: string): Promise<void> {
    const tag = text.trim();
    const { tags } = this.ticket();
    if (tag === '' || tags.includes(tag)) {
      return;
    }
    this.isTagWrong.set(!TAG.test(tag));
    const field = this.tagField()?.nativeElement;
    if (!this.isTagWrong() && field !== undefined) {
      field.value = '';
      await this.changes.setTag(tag, true);
    }
  }

  protected removeTag(tag: string): Promise<void> {
    return this.changes.setTag(tag, false);
  }

  protected historyLine(item: TimelineItemDto): string {
    const who = item.actor?.name ?? this.i18n.translate<string>(`tickets.program.${item.actorKind}`);
    return `${this.sentences.sentence(item)} · ${who}`;
  }

  protected addWatcher(userId: string): Promise<void> {
    return this.watchers(() => this.store.perform(() => this.api.addWatcher(this.ticket().number, userId)));
  }

  protected removeWatcher(userId: string): Promise<void> {
    return this.watchers(() => this.store.perform(() => this.api.removeWatcher(this.ticket().number, userId)));
  }

  protected toggleWatch(): Promise<void> {
    return this.watchers(() => this.changes.toggleWatch());
  }

  private async watchers(act: () => Promise<void>): Promise<void> {
    this.watchProblem.set('');
    try {
      await act();
    } catch (error) {
      // Told beside the button.
      this.watchProblem.set(this.errorText.of(error));
    }
  }
}
