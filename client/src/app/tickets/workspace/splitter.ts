import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ListForm, WIDTH } from './list-form';

const STEP = 16;

/** Between list and ticket: dragged, or moved with the arrow keys. */
@Component({
  selector: 'ss-splitter',
  imports: [TranslocoDirective],
  template: `
    <div
      *transloco="let t"
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      [attr.aria-label]="t('list.width')"
      [attr.aria-valuenow]="now()"
      [attr.aria-valuemin]="width.least"
      [attr.aria-valuemax]="width.most"
      (keydown)="onKey($event)"
      (pointerdown)="grab($event)"
      (pointermove)="drag($event)"
      (dblclick)="form.widen(width.usual)"
    ></div>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      inline-size: 0;
    }
    div {
      position: absolute;
      z-index: 2;
      inset-block: 0;
      inset-inline: -5px;
      cursor: col-resize;
      touch-action: none;
    }
    div:hover,
    div:focus-visible {
      background: linear-gradient(var(--mat-sys-primary), var(--mat-sys-primary)) center / 2px 100% no-repeat;
      outline: none;
    }
  `,
})
export class Splitter {
  protected readonly form = inject(ListForm);
  protected readonly width = WIDTH;
  protected readonly now = computed(() => this.form.width() ?? WIDTH.usual);

  protected onKey(event: KeyboardEvent): void {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.form.widen(this.now() + step);
    }
  }

  protected grab(event: PointerEvent): void {
    if (event.currentTarget instanceof HTMLElement) {
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
    }
  }

  protected drag(event: PointerEvent): void {
    const { currentTarget: handle } = event;
    if (handle instanceof HTMLElement && handle.hasPointerCapture(event.pointerId)) {
      const start = handle.closest('ss-workspace')?.getBoundingClientRect().left ?? 0;
      this.form.widen(event.clientX - start);
    }
  }
}
