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
import { RouterLink } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { AttachmentList } from '../../files/attachment-list';
import { FileDrop } from '../../files/file-drop';
import { MessageText } from '../../files/message-text';
import { PageTitle } from '../../shell/page-title';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { Shortcuts } from '../../ui/keys/shortcuts';
import { Announcer } from '../../ui/live/announcer';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import type { Line, Piece } from './conversation';
import { OwnTicketActs } from './own-ticket-acts';
import { offerOwnTicketCommands } from './own-ticket-commands';
import { OwnTicketHead } from './own-ticket-head';
import { OwnTicketStore } from './own-ticket-store';
import { ReplyBox } from './reply-box';

/** What is written in stands over the foot of the page: the end is seen when it is above that, in pixels. */
const FOOT = 60;

/** A request as a conversation; what can be done is what the server allows now. */
@Component({
  selector: 'ss-own-ticket',
  imports: [
    AttachmentList,
    Avatar,
    FileDrop,
    Icon,
    InPlaceError,
    MatButton,
    MessageText,
    Notice,
    OwnTicketHead,
    ReplyBox,
    RouterLink,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  providers: [OwnTicketStore, OwnTicketActs],
  templateUrl: './own-ticket.html',
  styleUrl: './own-ticket.css',
})
export class OwnTicket {
  /** Route parameter. */
  readonly number = input.required<string>();

  protected readonly store = inject(OwnTicketStore);
  protected readonly acts = inject(OwnTicketActs);
  private readonly i18n = inject(TranslocoService);
  private readonly announcer = inject(Announcer);
  private readonly title = inject(PageTitle);
  private readonly end = viewChild<ElementRef<HTMLElement>>('end');
  private readonly box = viewChild(ReplyBox);
  private readonly isEndSeen = signal(true);
  private seen = 0;
  /** Pieces that came below what is read. */
  protected readonly news = signal(0);
  /** Writing to it makes a new request. */
  protected readonly isFollowedUp = computed(
    () => this.store.ticket()?.status === 'Closed' && this.store.can('reply') && !this.store.can('reopen'),
  );

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
        this.news.set(0);
        this.store.open(number);
      });
    });
    // Whoever has come to the end has seen what was new.
    effect((onCleanup) => {
      const end = this.end()?.nativeElement;
      if (end === undefined) {
        return;
      }
      const observer = new IntersectionObserver(
        (entries) => {
          const isSeen = entries.at(-1)?.isIntersecting ?? false;
          this.isEndSeen.set(isSeen);
          if (isSeen) {
            this.news.set(0);
          }
        },
        { rootMargin: `0px 0px -${String(FOOT)}px` },
      );
      observer.observe(end);
      onCleanup(() => observer.disconnect());
    });
    // A chat is read from its end; what comes later moves nothing while somebody reads further up.
    afterRenderEffect(() => {
      const pieces = this.store.pieces();
      if (this.end() !== undefined && pieces.length > this.seen) {
        const fresh = pieces.slice(this.seen);
        const isFirst = this.seen === 0;
        this.seen = pieces.length;
        if (isFirst) {
          this.show(pieces.length > 2);
        } else {
          untracked(() => this.take(fresh));
        }
      }
    });
    inject(Shortcuts).bind('request.request', [
      { key: 'r', words: 'request.menu.reply', act: () => this.box()?.focus() },
      // The box hears it itself.
      { key: '$mod+Enter', words: 'request.reply.send' },
    ]);
    offerOwnTicketCommands(() => this.box()?.focus());
  }

  protected wordsOf({ parts }: Line): string {
    return parts.map(({ key, params }) => this.i18n.translate<string>(key, params)).join(' · ');
  }

  /** Dropped anywhere on the page. */
  protected drop(files: readonly File[]): void {
    this.box()?.take(files);
  }

  protected toEnd(): void {
    this.news.set(0);
    this.show(true);
  }

  private take(fresh: readonly Piece[]): void {
    const theirs = fresh.filter((piece) => piece.kind === 'line' || !piece.isMine);
    if (this.isEndSeen() || theirs.length < fresh.length) {
      this.show(true);
    } else {
      this.news.update((count) => count + theirs.length);
    }
    const last = theirs.at(-1);
    if (last !== undefined) {
      this.announcer.announce(
        last.kind === 'line'
          ? this.wordsOf(last)
          : this.i18n.translate<string>('request.wrote', {
              who: last.author || this.i18n.translate<string>('portal.desk'),
            }),
      );
    }
  }

  private show(isWanted: boolean): void {
    if (isWanted) {
      this.end()?.nativeElement.scrollIntoView({ block: 'end' });
    }
  }
}
