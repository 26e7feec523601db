import { Component, computed, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketDto, TimelineItemDto } from '../../api/types';
import { Session } from '../../session/session';
import { ErrorText } from '../../ui/feedback/error-text';
import { Icon } from '../../ui/icon/icon';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { TicketChanges } from './ticket-changes';
import { TicketStore } from './ticket-store';

const TAG = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;

/** What there is to know about the ticket. */
@Component({
  selector: 'ss-ticket-details',
  imports: [Avatar, Icon, MatButton, Menu, MenuItem, RouterLink, Time, TranslocoDirective],
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
  private readonly errorText = inject(ErrorText);
  private readonly tagField = viewChild<ElementRef<HTMLInputElement>>('tagField');
  protected readonly categories = new Loaded(() => this.api.categories());
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
      await this.changes.setTags([...tags, tag]);
    }
  }

  protected removeTag(tag: string): Promise<void> {
    return this.changes.setTags(this.ticket().tags.filter((one) => one !== tag));
  }

  protected async toggleWatch(): Promise<void> {
    this.watchProblem.set('');
    try {
      await this.changes.toggleWatch();
    } catch (error) {
      // Told beside the button.
      this.watchProblem.set(this.errorText.of(error));
    }
  }
}
