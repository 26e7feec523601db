import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { CommentDto, TicketAction, TicketDto, TicketLinkDto, TimelineItemDto } from '../../api/types';
import { whileShown } from '../../api/while-shown';
import { Messages } from '../../files/messages';
import { Session } from '../../session/session';
import { conversationOf } from './conversation';

const REFRESH_MS = 10_000;

interface OpenRequest {
  readonly ticket: TicketDto;
  readonly timeline: readonly TimelineItemDto[];
  readonly links: readonly TicketLinkDto[];
  readonly closesAfter: number | null;
}

function nothing(): readonly TicketLinkDto[] {
  return [];
}

function unknown(): null {
  return null;
}

/** One own request with everything that was said. */
@Injectable()
export class OwnTicketStore {
  private readonly api = inject(TicketsApi);
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);
  private readonly number = signal('');
  private readonly record = new Loaded(() => this.read());

  readonly ticket = computed(() => this.record.value()?.ticket ?? null);
  /** What it continues, and what continues it. */
  readonly followUps = computed(() =>
    (this.record.value()?.links ?? []).filter(({ type }) => type === 'follow_up_of' || type === 'followed_up_by'),
  );
  /** Days from its solution until it closes by itself; null: not at all, or nobody knows. */
  readonly closesAfter = computed(() => this.record.value()?.closesAfter ?? null);
  readonly error = this.record.error;
  readonly pieces = computed(() => {
    const value = this.record.value();
    return value === null ? [] : conversationOf(value.ticket, value.timeline, this.session.user()?.id ?? '');
  });
  /** The newest thing that there is to read; changes with that alone, not with each refresh. */
  private readonly shown = computed(() => this.record.value()?.timeline.at(-1)?.id ?? '');
  /** The reply that is being written; one for each request. */
  readonly reply = computed(() => this.messages.here(`reply.${this.number()}`));

  constructor() {
    // What has been shown has been read; whoever looks away has not read what comes meanwhile.
    effect(() => {
      const shown = this.shown();
      if (shown !== '' && !document.hidden) {
        // A mark that stays a little longer is no failure of the page.
        untracked(() => this.api.seen(this.number(), shown)).catch(() => undefined);
      }
    });
    whileShown(this.ticket, () => this.record.refresh(), REFRESH_MS);
  }

  open(number: string): void {
    this.number.set(number);
    this.record.reset();
    void this.record.load();
  }

  load(): Promise<void> {
    return this.record.load();
  }

  /** Quietly, for what changed beside the request itself. */
  refresh(): Promise<void> {
    return this.record.refresh();
  }

  can(action: TicketAction): boolean {
    return this.ticket()?.allowedActions.includes(action) ?? false;
  }

  /** Null when it did not arrive; the text is kept then. */
  async send(): Promise<CommentDto | null> {
    const number = this.number();
    const comment = await this.reply().send(({ text }, options) =>
      this.api.comment(number, { body: text, visibility: 'public' }, options),
    );
    await this.record.refresh();
    return comment;
  }

  close(): Promise<void> {
    return this.act(this.api.close(this.number()));
  }

  reopen(reason: string): Promise<void> {
    return this.act(this.api.reopen(this.number(), reason));
  }

  withdraw(reason: string): Promise<void> {
    return this.act(this.api.withdraw(this.number(), reason));
  }

  toggleWatch(): Promise<void> {
    return this.act(this.can('unwatch') ? this.api.unwatch(this.number()) : this.api.watch(this.number()));
  }

  private async act(call: Promise<TicketDto>): Promise<void> {
    const ticket = await call;
    const before = this.record.value();
    if (before !== null) {
      this.record.set({ ...before, ticket });
    }
    await this.record.refresh();
  }

  private async read(): Promise<OpenRequest> {
    const number = this.number();
    const [ticket, timeline] = await Promise.all([this.api.read(number), this.api.timeline(number)]);
    // Most have none; where one goes on must not be missing, but it is no reason to show nothing.
    const [links, closesAfter] = await Promise.all([
      ticket.linkCount === 0 ? [] : this.api.links(number).then(({ items }) => items, nothing),
      ticket.status === 'Resolved' ? this.api.lifecycle().then(({ autoCloseDays }) => autoCloseDays, unknown) : null,
    ]);
    return { ticket, timeline: timeline.items, links, closesAfter };
  }
}
