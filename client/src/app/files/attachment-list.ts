import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { TicketsApi } from '../api/tickets-api';
import type { AttachmentDto, AttachmentState, TicketDto } from '../api/types';
import { Session } from '../session/session';
import { Dialogs } from '../ui/dialog/dialogs';
import { ErrorText } from '../ui/feedback/error-text';
import { Snackbar } from '../ui/feedback/snackbar';
import { FileChip } from '../ui/files/file-chip';
import { Icon } from '../ui/icon/icon';
import { Announcer } from '../ui/live/announcer';
import { FileDownload } from './file-download';
import { Lightbox } from './lightbox';
import { isReady, previewOf } from './shown-file';
import { Thumbnail } from './thumbnail';

/** Said aloud when a file that was being checked comes to one of these. */
const VERDICTS: Partial<Record<AttachmentState, string>> = {
  clean: 'nowClean',
  unscanned: 'nowClean',
  infected: 'nowInfected',
  failed: 'nowFailed',
};

/**
 * Files of a message with the state of their check. Those that are safe open large or are downloaded; of those that are
 * held it is said what to do.
 */
@Component({
  selector: 'ss-attachment-list',
  imports: [FileChip, Icon, MatIconButton, Thumbnail, TranslocoDirective],
  template: `
    <ul *transloco="let t" [attr.aria-label]="label() || t('files.attached')">
      @for (file of attachments(); track file.id) {
        <li [attr.data-state]="file.state">
          <ss-file-chip
            [name]="file.filename"
            [size]="file.size"
            [contentType]="file.contentType"
            [state]="file.state"
            [canOpen]="isReady(file)"
            [isNarrow]="isNarrow()"
            (opened)="open(file)"
          >
            <ss-thumbnail chipSign [file]="file" />
            @switch (isNarrow() ? null : file.state) {
              @case ('scanning') {
                <p chipText class="text">{{ t('files.shown.scanning') }}</p>
              }
              @case ('infected') {
                <p chipText class="text">{{ t('files.shown.infected') }}</p>
              }
              @case ('failed') {
                <p chipText class="text">{{ t('files.shown.failed') }}</p>
              }
            }
            @if (problem()?.id === file.id) {
              <p chipText class="text is-problem" role="alert">{{ problem()?.text }}</p>
            }
            @if (isReady(file) && !isNarrow()) {
              <button
                chipAct
                matIconButton
                type="button"
                [attr.aria-label]="t('files.shown.download', { name: file.filename })"
                (click)="download(file)"
              >
                <ss-icon name="download" />
              </button>
            }
            @if (mayRemove(file)) {
              <button
                chipAct
                matIconButton
                type="button"
                [attr.aria-label]="t('files.shown.remove', { name: file.filename })"
                (click)="remove(file)"
              >
                <ss-icon name="trash" />
              </button>
            }
          </ss-file-chip>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      justify-content: start;
      gap: 6px;
    }
    :host(.is-wide) ul {
      justify-content: stretch;
    }
    li {
      min-inline-size: 0;
    }
    .text {
      max-inline-size: 52ch;
      padding-block-end: 4px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
      overflow-wrap: anywhere;
    }
    .is-problem {
      color: var(--mat-sys-error);
    }
    /* Above the whole of the row, which opens the file on telephones. */
    button {
      position: relative;
      z-index: 1;
    }
  `,
  host: { '[class.is-wide]': 'isNarrow()' },
})
export class AttachmentList {
  readonly attachments = input.required<readonly AttachmentDto[]>();
  /** The ticket that they belong to: what may be done, and what else can be looked at beside them. */
  readonly ticket = input.required<TicketDto>();
  /** Fills a narrow panel: a file is downloaded from where it is seen large, and its message says why it is held. */
  readonly isNarrow = input(false);
  readonly label = input('');
  /** A file was taken away. */
  readonly changed = output();

  private readonly api = inject(TicketsApi);
  private readonly downloads = inject(FileDownload);
  private readonly lightbox = inject(Lightbox);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly announcer = inject(Announcer);
  private readonly session = inject(Session);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  protected readonly problem = signal<{ readonly id: string; readonly text: string } | null>(null);
  protected readonly isReady = isReady;
  private readonly mayRemoveAny = computed(() => this.session.can('ticket:work'));
  private before: ReadonlyMap<string, AttachmentState> = new Map();

  constructor() {
    effect(() => {
      const now = new Map(this.attachments().map(({ id, state }) => [id, state] as const));
      untracked(() => this.tellVerdicts(now));
      this.before = now;
    });
  }

  protected mayRemove({ uploadedBy }: AttachmentDto): boolean {
    const isOwn = uploadedBy !== null && uploadedBy.id === this.session.user()?.id;
    return this.ticket().allowedActions.includes('delete_attachment') && (isOwn || this.mayRemoveAny());
  }

  protected async open(file: AttachmentDto): Promise<void> {
    if (previewOf(file) === null) {
      await this.download(file);
    } else {
      await this.attempt(file, () => this.lightbox.open(this.ticket().attachments, file.id));
    }
  }

  protected download(file: AttachmentDto): Promise<void> {
    return this.attempt(file, () => this.downloads.save(file));
  }

  protected async remove(file: AttachmentDto): Promise<void> {
    const isRemoved = await this.dialogs.confirm({
      title: this.say('removeTitle'),
      text: this.say('removeText', { name: file.filename }),
      act: this.say('removeAct'),
      isDangerous: true,
      run: () => this.api.removeAttachment(this.ticket().number, file.id),
    });
    if (isRemoved) {
      this.snackbar.show(this.say('removed'));
      this.changed.emit();
    }
  }

  private async attempt(file: AttachmentDto, act: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await act();
    } catch (error) {
      // Told beside the file; the rest of the page is not concerned.
      this.problem.set({ id: file.id, text: this.errorText.of(error) });
    }
  }

  /** The eye sees the word change; whoever listens is told. */
  private tellVerdicts(now: ReadonlyMap<string, AttachmentState>): void {
    // The panel shows the same files once more.
    if (this.isNarrow()) {
      return;
    }
    for (const { id, filename, state } of this.attachments()) {
      const words = VERDICTS[state];
      if (this.before.get(id) === 'scanning' && now.get(id) !== 'scanning' && words !== undefined) {
        this.announcer.announce(this.say(words, { name: filename }));
      }
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`files.shown.${key}`, values);
  }
}
