import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { FilesApi } from '../../api/files-api';
import type { AttachmentDto } from '../../api/types';
import { Notice } from '../../ui/feedback/notice';
import { decodeText } from './decode-text';
import { problemOf, type ViewProblem } from './view-problem';

/** Bytes; a browser shows that much at once, and nobody reads more. */
const MOST = 1024 * 1024;

/** The beginning of a text, as it stands in the file. */
@Component({
  selector: 'ss-text-view',
  imports: [Notice, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'files.shown'">
      @if (text(); as words) {
        <pre>{{ words }}</pre>
        @if (isCut()) {
          <ss-notice>{{ t('textCut') }}</ss-notice>
        }
      } @else if (text() === '') {
        <p class="ss-secondary">{{ t('textEmpty') }}</p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 960px;
      margin-inline: auto;
      padding: 16px;
    }
    pre {
      padding: 16px 20px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-page);
      font:
        0.8125rem / 1.25rem ui-monospace,
        monospace;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      tab-size: 4;
    }
    ss-notice {
      margin-block-start: 12px;
    }
    p {
      text-align: center;
    }
  `,
})
export class TextView {
  readonly file = input.required<AttachmentDto>();
  readonly loaded = output();
  readonly failed = output<ViewProblem>();

  private readonly api = inject(FilesApi);
  private readonly id = computed(() => this.file().id);
  protected readonly text = signal<string | null>(null);
  protected readonly isCut = computed(() => this.file().size > MOST);

  constructor() {
    effect((onCleanup) => {
      const id = this.id();
      const abort = new AbortController();
      onCleanup(() => abort.abort());
      untracked(() => void this.fetch(id, abort.signal));
    });
  }

  private async fetch(id: string, abort: AbortSignal): Promise<void> {
    this.text.set(null);
    try {
      const { blob } = await this.api.bytes(id, { firstBytes: MOST, abort });
      const bytes = await blob.slice(0, MOST).arrayBuffer();
      if (!abort.aborted) {
        this.text.set(decodeText(new Uint8Array(bytes)));
        this.loaded.emit();
      }
    } catch (error) {
      // Said in the place of the text, with the ways on.
      if (!abort.aborted) {
        this.failed.emit(problemOf(error, 'failedText'));
      }
    }
  }
}
