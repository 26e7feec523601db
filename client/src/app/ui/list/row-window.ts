import { Component, computed, DestroyRef, ElementRef, inject, input, output, signal } from '@angular/core';

/**
 * Scrolls through many rows of one height of which only those that are seen, and some around them, are drawn: whoever
 * uses it draws the rows `from()` to `to()`. Small on purpose: what is shared with other pages of the site counts there.
 */
@Component({
  selector: 'ss-row-window',
  host: { '(scroll)': 'onScroll()' },
  template: `
    <div class="all" role="presentation" [style.block-size.px]="count() * rowHeight()">
      <div class="drawn" role="presentation" [style.transform]="'translateY(' + from() * rowHeight() + 'px)'">
        <ng-content />
      </div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      overflow: auto;
      contain: strict;
      /* What is drawn changes above what is seen; the browser must not follow it. */
      overflow-anchor: none;
    }
    .all {
      position: relative;
      overflow: hidden;
    }
    .drawn {
      position: absolute;
      inset-block-start: 0;
      inset-inline: 0;
    }
  `,
})
export class RowWindow {
  readonly count = input.required<number>();
  /** Pixels. */
  readonly rowHeight = input.required<number>();
  /** Rows drawn above and below those that are seen. */
  readonly spare = input(8);
  /** The first row that is seen changed. */
  readonly scrolled = output<number>();

  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly room = signal(0);
  private readonly offset = signal(0);
  private readonly first = computed(() =>
    Math.max(0, Math.min(this.count() - 1, Math.floor(this.offset() / this.rowHeight()))),
  );
  readonly from = computed(() => Math.max(0, this.first() - this.spare()));
  /** The row after the last one that is drawn. */
  readonly to = computed(() =>
    Math.min(this.count(), this.first() + Math.ceil(this.room() / this.rowHeight()) + 1 + this.spare()),
  );
  private told = 0;

  constructor() {
    // Panes are dragged and unfolded, without any change of the window.
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(this.element);
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }

  /** Pixels that are seen at once. */
  height(): number {
    return this.element.clientHeight;
  }

  /** Pixels above what is seen. */
  above(): number {
    return this.element.scrollTop;
  }

  scrollTo(pixels: number): void {
    this.element.scrollTop = pixels;
    // The event comes a frame later; who asks for a row now finds it with the next drawing.
    this.onScroll();
  }

  protected onScroll(): void {
    this.measure();
    const first = this.first();
    if (first !== this.told) {
      this.told = first;
      this.scrolled.emit(first);
    }
  }

  private measure(): void {
    this.room.set(this.element.clientHeight);
    this.offset.set(this.element.scrollTop);
  }
}
