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
import { TranslocoDirective } from '@jsverse/transloco';
import { PageTitle } from '../../shell/page-title';
import { CopyButton } from '../../ui/feedback/copy-button';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { Shortcuts } from '../../ui/keys/shortcuts';
import { Composer } from './composer';
import { ConflictPanel } from './conflict-panel';
import { TicketChanges } from './ticket-changes';
import { offerTicketCommands } from './ticket-commands';
import { TicketDetails } from './ticket-details';
import { TicketHeader } from './ticket-header';
import { TicketStore } from './ticket-store';
import { TicketTimeline } from './ticket-timeline';

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
    MatButton,
    MatIconButton,
    RouterLink,
    Skeleton,
    TicketDetails,
    TicketHeader,
    TicketTimeline,
    TranslocoDirective,
  ],
  providers: [TicketStore, TicketChanges],
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
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  protected readonly areDetailsOpen = signal(false);
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
    // The newest stands at the end; it is shown once, later news do not move what somebody reads.
    effect(() => {
      const scroller = this.scroller()?.nativeElement;
      if (scroller !== undefined) {
        setTimeout(() => scroller.scrollTo({ top: scroller.scrollHeight }));
      }
    });
    inject(Shortcuts).bind('tickets.keys.ticket', [
      { key: 'r', words: 'tickets.keys.reply', act: () => this.composer()?.write('public') },
      { key: 'c', words: 'tickets.keys.note', act: () => this.composer()?.write('internal') },
      // The composer hears it itself.
      { key: '$mod+Enter', words: 'tickets.keys.send' },
      { key: 'a', words: 'tickets.keys.assign', act: () => void this.changes.assign() },
      { key: 's', words: 'tickets.keys.status', act: () => this.header()?.openStatus() },
      { key: 'p', words: 'tickets.keys.priority', act: () => this.header()?.openPriority() },
      { key: 'e', words: 'tickets.keys.resolve', act: () => void this.changes.to('Resolved') },
    ]);
    offerTicketCommands((visibility) => this.composer()?.write(visibility));
  }
}
