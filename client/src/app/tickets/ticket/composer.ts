import { Component, computed, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { CommentDto, TicketDto } from '../../api/types';
import { ChosenFileList } from '../../files/chosen-file-list';
import { FileDrop } from '../../files/file-drop';
import { FilePicker } from '../../files/file-picker';
import { ErrorText } from '../../ui/feedback/error-text';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { TicketStore } from './ticket-store';

type Visibility = CommentDto['visibility'];

/** Reply or internal note, said so in words, colour and on the button; both texts are kept. */
@Component({
  selector: 'ss-composer',
  imports: [Avatar, ChosenFileList, FileDrop, FilePicker, Icon, MatButton, Time, TranslocoDirective],
  templateUrl: './composer.html',
  styleUrl: './composer.css',
})
export class Composer {
  readonly ticket = input.required<TicketDto>();

  protected readonly store = inject(TicketStore);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');
  private readonly chosen = signal<Visibility>('public');
  private readonly isBlank = signal(false);
  protected readonly kinds: readonly Visibility[] = ['public', 'internal'];
  /** A tab that is not allowed is not there. */
  protected readonly kind = computed<Visibility>(() =>
    this.isAllowed(this.chosen()) ? this.chosen() : this.chosen() === 'public' ? 'internal' : 'public',
  );
  protected readonly outgoing = computed(() => (this.kind() === 'public' ? this.store.reply() : this.store.note()));
  /** Who gets a reply. */
  protected readonly receivers = computed(() => {
    const { requester, watchers } = this.ticket();
    return [...(requester === null ? [] : [requester]), ...watchers.filter(({ id }) => id !== requester?.id)];
  });
  protected readonly problem = computed(() => {
    if (this.isBlank()) {
      return this.i18n.translate<string>('tickets.compose.blank');
    }
    if (this.outgoing().files.hasRefused()) {
      return this.i18n.translate<string>('files.refusedFirst');
    }
    const error = this.outgoing().error();
    return error === null
      ? ''
      : (error.details['body']?.[0] ?? error.details['files']?.[0] ?? this.errorText.of(error));
  });

  /** Chooses the tab and puts the cursor into the text. */
  write(kind: Visibility): void {
    this.choose(kind);
    this.field()?.nativeElement.focus();
  }

  protected isAllowed(kind: Visibility): boolean {
    return this.store.can(kind === 'public' ? 'reply' : 'note');
  }

  protected choose(kind: Visibility): void {
    this.chosen.set(kind);
    this.isBlank.set(false);
  }

  protected onTabKey(event: Event, kind: Visibility): void {
    const other = kind === 'public' ? 'internal' : 'public';
    if (this.isAllowed(other)) {
      event.preventDefault();
      this.choose(other);
      const tabs = (event.currentTarget as HTMLElement).parentElement?.querySelectorAll<HTMLElement>('[role="tab"]');
      tabs?.[this.kinds.indexOf(other)]?.focus();
    }
  }

  protected type(text: string): void {
    this.isBlank.set(false);
    this.outgoing().change({ text });
  }

  protected async send(): Promise<void> {
    const kind = this.kind();
    this.isBlank.set(this.outgoing().fields().text.trim() === '');
    if (this.isBlank() || this.outgoing().files.hasRefused()) {
      this.field()?.nativeElement.focus();
      return;
    }
    if ((await this.store.send(kind)) !== null) {
      this.snackbar.show(
        this.i18n.translate<string>(kind === 'public' ? 'tickets.compose.sent' : 'tickets.compose.noted'),
      );
    }
  }
}
