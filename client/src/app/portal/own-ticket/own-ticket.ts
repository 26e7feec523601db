import {
  afterRenderEffect,
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
import { Router, RouterLink } from '@angular/router';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { AttachmentList } from '../../files/attachment-list';
import { MessageText } from '../../files/message-text';
import { PageTitle } from '../../shell/page-title';
import { Dialogs } from '../../ui/dialog/dialogs';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { Avatar } from '../../ui/people/avatar';
import { StatusChip } from '../../ui/status/status-chip';
import { Time } from '../../ui/time/time';
import { ProgressLine } from '../progress-line';
import { progressOf } from '../request-progress';
import type { Line } from './conversation';
import { OwnTicketStore } from './own-ticket-store';
import { ReplyBox } from './reply-box';

/** A request as a conversation; what can be done is what the server allows now. */
@Component({
  selector: 'ss-own-ticket',
  imports: [
    AttachmentList,
    Avatar,
    Icon,
    InPlaceError,
    MatButton,
    MatIconButton,
    Menu,
    MenuItem,
    MessageText,
    Notice,
    ProgressLine,
    ReplyBox,
    RouterLink,
    Skeleton,
    StatusChip,
    Time,
    TranslocoDirective,
  ],
  providers: [OwnTicketStore],
  templateUrl: './own-ticket.html',
  styleUrl: './own-ticket.css',
})
export class OwnTicket {
  /** Route parameter. */
  readonly number = input.required<string>();

  protected readonly store = inject(OwnTicketStore);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly end = viewChild<ElementRef<HTMLElement>>('end');
  private seen = 0;
  protected readonly isBusy = signal(false);
  protected readonly problem = signal('');
  protected readonly progress = computed(() => {
    const ticket = this.store.ticket();
    return ticket === null ? null : progressOf(ticket);
  });

  constructor() {
    effect(() => {
      const ticket = this.store.ticket();
      if (ticket !== null) {
        this.title.set(`${ticket.number} ${ticket.subject}`);
      }
    });
    effect(() => {
      const number = this.number();
      untracked(() => {
        this.seen = 0;
        this.store.open(number);
      });
    });
    // A chat is read from its end; later news come into view only if the end was in view.
    afterRenderEffect(() => {
      const count = this.store.pieces().length;
      const end = this.end()?.nativeElement;
      if (end !== undefined && count > this.seen) {
        const isEndSeen = end.getBoundingClientRect().top < window.innerHeight + 80;
        if (this.seen > 0 ? isEndSeen : count > 2) {
          end.scrollIntoView({ block: 'end' });
        }
        this.seen = count;
      }
    });
  }

  protected wordsOf({ parts }: Line): string {
    return parts.map(({ key, params }) => this.i18n.translate<string>(key, params)).join(' · ');
  }

  protected async sent(): Promise<void> {
    const comment = await this.store.send();
    const followUp = comment?.followUp;
    if (followUp !== undefined) {
      this.snackbar.show(this.say('portal.followUp', { number: followUp.number }));
      await this.router.navigate(['/requests', followUp.number]);
    }
  }

  protected itWorks(): Promise<void> {
    return this.run(async () => {
      await this.store.close();
      this.snackbar.show(this.say('portal.closed'));
    });
  }

  protected async notYet(): Promise<void> {
    await this.dialogs.askReason({
      title: this.say('portal.notYet.title'),
      text: this.say('portal.notYet.text'),
      label: this.say('portal.notYet.label'),
      act: this.say('portal.notYet.act'),
      run: (reason) => this.store.reopen(reason),
    });
  }

  protected async withdraw(): Promise<void> {
    const reason = await this.dialogs.askReason({
      title: this.say('portal.withdraw.title'),
      text: this.say('portal.withdraw.text'),
      label: this.say('portal.withdraw.label'),
      act: this.say('portal.withdraw.act'),
      isRequired: false,
      isDangerous: true,
      run: (text) => this.store.withdraw(text),
    });
    if (reason !== null) {
      this.snackbar.show(this.say('portal.withdraw.done'));
    }
  }

  protected toggleWatch(): Promise<void> {
    return this.run(() => this.store.toggleWatch());
  }

  private async run(work: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await work();
    } catch (error) {
      // Told beside the buttons; the page shows what is true again.
      this.problem.set(this.errorText.of(error));
      await this.store.load();
    } finally {
      this.isBusy.set(false);
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(key, values);
  }
}
