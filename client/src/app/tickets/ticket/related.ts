import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { CreateTicketLinkDto, TicketDto, TicketLinkDto } from '../../api/types';
import { Finder, type Found } from '../../ui/choice/finder';
import { ErrorText } from '../../ui/feedback/error-text';
import { Icon } from '../../ui/icon/icon';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { TicketStore } from './ticket-store';

type LinkType = CreateTicketLinkDto['type'];

const TYPES: readonly LinkType[] = ['relates', 'duplicates', 'duplicated_by', 'parent', 'child'];

/** Tickets that have to do with this one: linked by somebody, or alike. */
@Component({
  selector: 'ss-related',
  imports: [Finder, Icon, MatButton, RouterLink, StatusGlyph, TranslocoDirective],
  templateUrl: './related.html',
  styleUrl: './related.css',
})
export class Related {
  readonly ticket = input.required<TicketDto>();

  protected readonly store = inject(TicketStore);
  private readonly api = inject(TicketsApi);
  private readonly errorText = inject(ErrorText);
  protected readonly types = TYPES;
  protected readonly type = signal<LinkType>('relates');
  protected readonly problem = signal('');
  protected readonly isBusy = signal(false);
  protected readonly links = new Loaded(() => this.api.links(this.ticket().number));
  protected readonly similar = new Loaded(() => this.api.similar(this.ticket().number));
  /** What is linked already is no news. */
  protected readonly alike = computed(() => {
    const linked = new Set(this.links.value()?.items.map(({ ticket }) => ticket.id));
    return this.similar.value()?.items.filter(({ ticket }) => !linked.has(ticket.id)) ?? [];
  });
  protected readonly find = async (text: string): Promise<readonly Found[]> => {
    const { items } = await this.api.list({ q: text, limit: 6 });
    return items
      .filter(({ id }) => id !== this.ticket().id)
      .map(({ id, number, subject }) => ({ id, name: subject, detail: number }));
  };
  private number = '';

  constructor() {
    effect(() => {
      const { number, linkCount } = this.ticket();
      untracked(() => {
        if (number !== this.number) {
          this.number = number;
          this.links.reset();
          this.similar.reset();
          this.problem.set('');
          void this.similar.load();
        }
        if (linkCount >= 0) {
          void this.links.refresh();
        }
      });
    });
  }

  protected choose(value: string): void {
    this.type.set(TYPES.find((one) => one === value) ?? 'relates');
  }

  protected add(ticketId: string, type: LinkType): Promise<void> {
    return this.act(() => this.api.link(this.ticket().number, type, ticketId));
  }

  protected remove(link: TicketLinkDto): Promise<void> {
    return this.act(() => this.api.unlink(this.ticket().number, link.id));
  }

  private async act(call: () => Promise<unknown>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await call();
      await Promise.all([this.links.refresh(), this.store.refresh()]);
    } catch (error) {
      // Told beside the list: a circle, or linked already.
      this.problem.set(this.errorText.of(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
