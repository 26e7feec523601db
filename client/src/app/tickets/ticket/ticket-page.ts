import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { TicketsApi } from '../../api/tickets-api';
import type { TimelineItemDto } from '../../api/types';
import { Session } from '../../session/session';
import { PageTitle } from '../../shell/page-title';
import { CopyButton } from '../../ui/feedback/copy-button';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { Announcer } from '../../ui/live/announcer';
import { Shortcuts } from '../../ui/keys/shortcuts';
import { Composer } from './composer';
import { ConflictPanel } from './conflict-panel';
import { Ledger } from './ledger';
import { firstNewAfter, Reading } from './reading';
import { SubjectEdit } from './subject-edit';
import { TicketChanges } from './ticket-changes';
import { offerTicketCommands } from './ticket-commands';
import { TicketDetails } from './ticket-details';
import { TicketHeader } from './ticket-header';
import { TicketStore } from './ticket-store';
import { TicketTimeline } from './ticket-timeline';

/** So near to the end counts as the end, in pixels. */
const NEAR_PX = 48;

/** One ticket: what it is, what happened, what to say, and what there is to know. */
@Component({
  selector: 'ss-ticket-page',
  host: { '(keydown.escape)': 'areDetailsOpen.set(false)' },
  imports: [
    Composer,
    ConflictPanel,
    CopyButton,
    Icon,
    InPlaceError,
    Ledger,
    MatButton,
    MatIconButton,
    RouterLink,
    Skeleton,
    TicketDetails,
    TicketHeader,
    TicketTimeline,
    TranslocoDirective,
  ],
  providers: [TicketStore, SubjectEdit, TicketChanges],
  templateUrl: './ticket-page.html',
  styleUrl: './ticket-page.css',
})
export class TicketPage {
  /** Route parameter. */
  readonly number = input.required<string>();

  protected readonly store = inject(TicketStore);
  private readonly changes = inject(TicketChanges);
  private readonly title = inject(PageTitle);
  private readonly header = viewChild(TicketHeader);
  private readonly composer = viewChild(Composer);
  private readonly api = inject(TicketsApi);
  private readonly reading = inject(Reading);
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);
  private readonly i18n = inject(TranslocoService);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  protected readonly areDetailsOpen = signal(false);
  /** Where what is new begins. */
  protected readonly firstNew = signal<string | null>(null);
  /** Messages that came while the reader was further up. */
  protected readonly waiting = signal(0);
  private shownNumber = '';
  private known = 0;
  private marked = '';
  private isAtEnd = true;
  protected readonly ticket = computed(() => this.store.ticket());

  constructor() {
    effect(() => {
      const ticket = this.ticket();
      if (ticket !== null) {
        this.title.set(`${ticket.number} ${ticket.subject}`);
      }
    });
    effect(() => {
      const number = this.number();
      untracked(() => {
        this.areDetailsOpen.set(false);
        this.store.open(number);
      });
    });
    // Once for each ticket: to what is new, else to the end.
    effect(() => {
      const scroller = this.scroller()?.nativeElement;
      const items = this.store.timeline();
      const number = this.ticket()?.number;
      untracked(() => {
        if (scroller === undefined || number === undefined) {
          return;
        }
        if (this.shownNumber !== number) {
          this.begin(number, items, scroller);
        } else if (items.length > this.known) {
          this.comeIn(items.slice(this.known), scroller);
        }
        this.known = items.length;
        this.markRead(number, items);
      });
    });
    // A composer that grows takes room from the messages, not the end from the eye.
    effect((onCleanup) => {
      const scroller = this.scroller()?.nativeElement;
      if (scroller !== undefined) {
        const watcher = new ResizeObserver(() => {
          if (this.isAtEnd) {
            scroller.scrollTo({ top: scroller.scrollHeight });
          }
        });
        watcher.observe(scroller);
        onCleanup(() => watcher.disconnect());
      }
    });
    inject(Shortcuts).bind('tickets.keys.ticket', [
      { key: 'r', words: 'tickets.keys.reply', act: () => this.composer()?.write('public') },
      { key: 'c', words: 'tickets.keys.note', act: () => this.composer()?.write('internal') },
      // The composer hears them itself.
      { key: '$mod+Enter', words: 'tickets.keys.send' },
      { key: 'Escape', words: 'tickets.keys.leave' },
      { key: 'a', words: 'tickets.keys.assign', act: () => void this.changes.assign() },
      { key: 's', words: 'tickets.keys.status', act: () => this.header()?.openStatus() },
      { key: 'p', words: 'tickets.keys.priority', act: () => this.header()?.openPriority() },
      { key: 'e', words: 'tickets.keys.resolve', act: () => void this.changes.to('Resolved') },
    ]);
    offerTicketCommands((visibility) => this.composer()?.write(visibility));
  }

  protected toTimeline(): void {
    this.scroller()?.nativeElement.focus({ preventScroll: true });
  }

  protected onScroll(): void {
    const scroller = this.scroller()?.nativeElement;
    if (scroller !== undefined) {
      this.isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
      if (this.isAtEnd) {
        this.waiting.set(0);
      }
    }
  }

  protected showNew(): void {
    const scroller = this.scroller()?.nativeElement;
    this.waiting.set(0);
    const first = scroller?.querySelector<HTMLElement>('[data-first-new]');
    if (first !== null && first !== undefined) {
      first.scrollIntoView({ block: 'start' });
      first.focus({ preventScroll: true });
    } else {
      scroller?.scrollTo({ top: scroller.scrollHeight });
    }
  }

  private begin(number: string, items: readonly TimelineItemDto[], scroller: HTMLElement): void {
    this.shownNumber = number;
    const lookedAt = this.reading.lookedAt(number);
    this.firstNew.set(lookedAt === null ? null : firstNewAfter(items, lookedAt, this.me()));
    this.waiting.set(0);
    setTimeout(() => {
      this.takeFocus(scroller);
      const first = scroller.querySelector('[data-first-new]');
      if (first === null) {
        scroller.scrollTo({ top: scroller.scrollHeight });
      } else {
        first.scrollIntoView({ block: 'start' });
      }
      this.onScroll();
    });
  }

  /** Whoever came from the list goes on here, and need not go through it again. Who is elsewhere already stays there. */
  private takeFocus(scroller: HTMLElement): void {
    const active = document.activeElement;
    if (active === document.body || active?.tagName === 'MAIN') {
      scroller.focus({ preventScroll: true });
    }
  }

  /** Said aloud, and shown when the reader is at the end; what somebody reads does not move. */
  private comeIn(fresh: readonly TimelineItemDto[], scroller: HTMLElement): void {
    const messages = fresh.filter(({ comment, actor }) => comment !== undefined && actor?.id !== this.me());
    if (messages.length > 0) {
      const names = [...new Set(messages.map(({ actor }) => actor?.name ?? ''))].filter(Boolean).join(', ');
      this.announcer.announce(this.i18n.translate<string>('tickets.wrote', { names, count: messages.length }));
      if (!this.isAtEnd) {
        this.firstNew.update((before) => before ?? messages[0]?.id ?? null);
        this.waiting.update((count) => count + messages.length);
      }
    }
    if (this.isAtEnd) {
      setTimeout(() => scroller.scrollTo({ top: scroller.scrollHeight }));
    }
  }

  private markRead(number: string, items: readonly TimelineItemDto[]): void {
    const last = items.at(-1)?.id;
    if (last !== undefined && last !== this.marked && document.visibilityState === 'visible') {
      this.marked = last;
      this.reading.look(number, items);
      // The list would go on showing it as new; nothing else depends on it.
      void this.api.seen(number, last).catch(() => null);
    }
  }

  private me(): string | null {
    return this.session.user()?.id ?? null;
  }
}
