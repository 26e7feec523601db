import { DOCUMENT } from '@angular/common';
import { Component, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { TicketsApi } from '../api/tickets-api';
import type { AttachmentDto } from '../api/types';
import { ErrorText } from '../ui/feedback/error-text';
import { FileChip } from '../ui/files/file-chip';

/** Files of a message with the state of their scan; those that are safe can be downloaded. */
@Component({
  selector: 'ss-attachment-list',
  imports: [FileChip, TranslocoDirective],
  template: `
    <ul *transloco="let t" [attr.aria-label]="t('files.attached')">
      @for (file of attachments(); track file.id) {
        <li [attr.data-state]="file.state">
          <ss-file-chip
            [name]="file.filename"
            [size]="file.size"
            [contentType]="file.contentType"
            [state]="file.state"
            [canOpen]="isReady(file)"
            (opened)="download(file)"
          />
          @if (failed() === file.id) {
            <p role="alert">{{ reason() }}</p>
          }
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
    p {
      padding-block-start: 4px;
      color: var(--mat-sys-error);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class AttachmentList {
  readonly attachments = input.required<readonly AttachmentDto[]>();

  private readonly api = inject(TicketsApi);
  private readonly errorText = inject(ErrorText);
  private readonly document = inject(DOCUMENT);
  protected readonly failed = signal<string | null>(null);
  protected readonly reason = signal('');

  /** The server gives bytes in these two states only. */
  protected isReady({ state }: AttachmentDto): boolean {
    return state === 'clean' || state === 'unscanned';
  }

  protected async download(file: AttachmentDto): Promise<void> {
    this.failed.set(null);
    try {
      const { url } = await this.api.attachmentLink(file.id);
      const link = this.document.createElement('a');
      link.href = url;
      link.download = file.filename;
      link.click();
    } catch (error) {
      // Told beside the file; the rest of the page is not concerned.
      this.failed.set(file.id);
      this.reason.set(this.errorText.of(error));
    }
  }
}
