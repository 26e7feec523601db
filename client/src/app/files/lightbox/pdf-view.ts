import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ApiError, toApiError } from '../../api/api-error';
import { FilesApi } from '../../api/files-api';
import type { AttachmentDto } from '../../api/types';
import type { PageSize, PdfDocument } from './pdf-document';
import { PdfPage } from './pdf-page';
import { problemOf, type ViewProblem } from './view-problem';

/** Room beside a page that is fitted in, in pixels. */
const MARGIN = 16;

/** The program that draws it did not come; nothing is known of the file. */
function orOffline(error: unknown): ApiError {
  const reason = toApiError(error);
  return reason.status === 0 ? new ApiError(0, 'OFFLINE', reason.message) : reason;
}

/** A PDF, page under page. What draws it is fetched with the first one that is opened. */
@Component({
  selector: 'ss-pdf-view',
  imports: [PdfPage, TranslocoDirective],
  template: `
    @if (document(); as opened) {
      <div class="pages" *transloco="let t; prefix: 'files.shown'">
        @for (number of numbers(); track number) {
          <ss-pdf-page
            role="group"
            [attr.aria-label]="t('page', { page: number, count: numbers().length })"
            [attr.data-page]="number"
            [document]="opened"
            [number]="number"
            [scale]="scale()"
            [expected]="first()"
            [isNear]="near().has(number)"
            (broken)="onBroken(number)"
          />
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 100%;
      inline-size: max-content;
    }
    .pages {
      display: grid;
      justify-items: center;
      gap: 12px;
      padding: 16px;
    }
  `,
})
export class PdfView {
  readonly file = input.required<AttachmentDto>();
  /** What the window gives, in pixels. */
  readonly room = input.required<{ readonly width: number; readonly height: number }>();
  /** Share of the real size; null fits the width. */
  readonly zoom = input.required<number | null>();
  readonly scaled = output<number>();
  readonly loaded = output();
  /** The page that is read, and how many there are. */
  readonly turned = output<{ readonly page: number; readonly count: number }>();
  /** Share of the bytes that have come, 0 to 1. */
  readonly came = output<number>();
  readonly failed = output<ViewProblem>();

  private readonly api = inject(FilesApi);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly id = computed(() => this.file().id);
  protected readonly document = signal<PdfDocument | null>(null);
  protected readonly first = signal<PageSize>({ width: 0, height: 0 });
  protected readonly near = signal<ReadonlySet<number>>(new Set());
  protected readonly numbers = computed(() => {
    const document = this.document();
    return document === null ? [] : Array.from({ length: document.pages }, (_, index) => index + 1);
  });
  protected readonly scale = computed(() => {
    const { width } = this.first();
    // Wider than on paper is no gain on a large screen.
    return this.zoom() ?? (width === 0 ? 1 : Math.min(1.5, (this.room().width - 2 * MARGIN) / width));
  });

  constructor() {
    effect((onCleanup) => {
      const id = this.id();
      const abort = new AbortController();
      onCleanup(() => abort.abort());
      untracked(() => void this.open(id, abort.signal));
    });
    effect(() => {
      const scale = this.scale();
      if (this.document() !== null) {
        untracked(() => this.scaled.emit(scale));
      }
    });
    // Once they stand in the page.
    afterRenderEffect((onCleanup) => {
      if (this.numbers().length > 0) {
        onCleanup(this.watch());
      }
    });
    inject(DestroyRef).onDestroy(() => this.letGo());
  }

  /** Nothing of it can be drawn: then it is no PDF that anybody could read here. */
  protected onBroken(number: number): void {
    if (number === 1) {
      this.failed.emit({ words: 'failedPdf', error: null, mayPass: false });
    }
  }

  private async open(id: string, abort: AbortSignal): Promise<void> {
    this.letGo();
    const { size } = this.file();
    let library: { readonly PdfDocument: typeof PdfDocument } | null = null;
    try {
      const [fetched, { blob }] = await Promise.all([
        import('./pdf-document'),
        this.api.bytes(id, { abort, onProgress: (bytes) => this.came.emit(Math.min(1, bytes / size)) }),
      ]);
      library = fetched;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const document = await library.PdfDocument.open(bytes);
      const first = await document.sizeOf(1);
      if (abort.aborted) {
        await document.close();
        return;
      }
      this.first.set(first);
      this.document.set(document);
      this.turned.emit({ page: 1, count: document.pages });
      this.loaded.emit();
    } catch (error) {
      // Said in the place of the pages, with the ways on.
      if (!abort.aborted) {
        this.failed.emit(
          library?.PdfDocument.isLocked(error) === true
            ? { words: 'password', error, mayPass: false }
            : problemOf(library === null ? orOffline(error) : error, 'failedPdf'),
        );
      }
    }
  }

  private letGo(): void {
    const document = untracked(this.document);
    this.document.set(null);
    this.near.set(new Set());
    // Nobody waits for it.
    void document?.close().catch(() => undefined);
  }

  /** Which pages are near, and which one is read: the one under the middle of the window. */
  private watch(): () => void {
    const root = this.element.nativeElement.closest<HTMLElement>('[data-stage]');
    const drawn = new IntersectionObserver(
      (entries) => {
        this.near.update((before) => {
          const after = new Set(before);
          for (const { target, isIntersecting } of entries) {
            const number = Number(target.getAttribute('data-page'));
            if (isIntersecting) {
              after.add(number);
            } else {
              after.delete(number);
            }
          }
          return after;
        });
      },
      { root, rootMargin: '100% 0px' },
    );
    const read = new IntersectionObserver(
      (entries) => {
        const shown = entries.findLast(({ isIntersecting }) => isIntersecting);
        if (shown !== undefined) {
          this.turned.emit({ page: Number(shown.target.getAttribute('data-page')), count: this.numbers().length });
        }
      },
      { root, rootMargin: '-49% 0px' },
    );
    this.element.nativeElement.querySelectorAll('[data-page]').forEach((page) => {
      drawn.observe(page);
      read.observe(page);
    });
    return () => {
      drawn.disconnect();
      read.disconnect();
    };
  }
}
