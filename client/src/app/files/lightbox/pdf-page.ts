import { Component, effect, type ElementRef, input, output, signal, untracked, viewChild } from '@angular/core';
import type { PageSize, PdfDocument } from './pdf-document';

/** A page of a PDF, drawn while it is in sight or near it. */
@Component({
  selector: 'ss-pdf-page',
  host: {
    '[style.inline-size.px]': 'place().width * scale()',
    '[style.block-size.px]': 'place().height * scale()',
  },
  template: `
    <canvas #canvas aria-hidden="true"></canvas>
    <div #words class="words"></div>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      overflow: hidden;
      /* Paper, whatever the room is lit by. */
      color-scheme: only light;
      background: var(--mat-sys-surface-container-lowest);
      box-shadow: var(--ss-shadow-raised);
    }
    canvas {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
    .words {
      position: absolute;
      inset: 0;
      overflow: clip;
      line-height: 1;
      text-align: initial;
      text-size-adjust: none;
      forced-color-adjust: none;
      transform-origin: 0 0;
      --min-font-size: 1;
      --text-scale-factor: calc(var(--total-scale-factor) * var(--min-font-size));
      --min-font-size-inv: calc(1 / var(--min-font-size));
    }
    /* What pdf.js puts there carries no marks of this component. */
    .words ::ng-deep :is(span, br) {
      position: absolute;
      color: transparent;
      white-space: pre;
      cursor: text;
      transform-origin: 0% 0%;
    }
    .words ::ng-deep > :not(.markedContent),
    .words ::ng-deep .markedContent span:not(.markedContent) {
      --font-height: 0;
      font-size: calc(var(--text-scale-factor) * var(--font-height));
      --scale-x: 1;
      --rotate: 0deg;
      transform: rotate(var(--rotate)) scaleX(var(--scale-x)) scale(var(--min-font-size-inv));
    }
    .words ::ng-deep .markedContent {
      display: contents;
    }
  `,
})
export class PdfPage {
  readonly document = input.required<PdfDocument>();
  /** From 1. */
  readonly number = input.required<number>();
  readonly scale = input.required<number>();
  /** What is taken for its size until that is known: the first page's. */
  readonly expected = input.required<PageSize>();
  readonly isNear = input.required<boolean>();
  readonly broken = output();

  protected readonly place = signal<PageSize>({ width: 0, height: 0 });
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly words = viewChild.required<ElementRef<HTMLElement>>('words');

  constructor() {
    effect(() => {
      const expected = this.expected();
      untracked(() => {
        if (this.place().width === 0) {
          this.place.set(expected);
        }
      });
    });
    effect((onCleanup) => {
      if (this.isNear()) {
        const abort = new AbortController();
        onCleanup(() => abort.abort());
        void this.draw(this.document(), this.number(), this.scale(), abort.signal);
      } else {
        // A long document would fill the memory with what nobody looks at.
        this.canvas().nativeElement.width = 0;
        this.words().nativeElement.replaceChildren();
      }
    });
  }

  private async draw(document: PdfDocument, number: number, scale: number, abort: AbortSignal): Promise<void> {
    const places = { canvas: this.canvas().nativeElement, words: this.words().nativeElement };
    try {
      const size = await document.sizeOf(number);
      if (!abort.aborted) {
        this.place.set(size);
        await document.draw(number, scale, places, abort);
      }
    } catch {
      // One page that cannot be drawn leaves the others readable; one that was left halfway is no failure.
      if (!abort.aborted) {
        this.broken.emit();
      }
    }
  }
}
