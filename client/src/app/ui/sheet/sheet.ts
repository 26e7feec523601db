import { Component, type ElementRef, afterNextRender, input, output, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';

/** A panel over the end of the page, on phones over all of it. Put it into the page to open it. */
@Component({
  selector: 'ss-sheet',
  imports: [Icon, MatIconButton, TranslocoDirective],
  template: `
    <dialog #box closedby="any" [attr.aria-label]="label()" (close)="closed.emit()">
      <header *transloco="let t">
        <h2>{{ label() }}</h2>
        <button matIconButton type="button" [attr.aria-label]="t('ui.close')" (click)="box.close()">
          <ss-icon name="close" />
        </button>
      </header>
      <div class="body"><ng-content /></div>
    </dialog>
  `,
  styles: `
    dialog {
      inset: 0 0 0 auto;
      inline-size: min(var(--ss-sheet-width, 440px), 100vw);
      block-size: 100dvh;
      max-block-size: none;
      max-inline-size: none;
      margin: 0;
      padding: 0;
      border: 0;
      border-inline-start: 1px solid var(--mat-sys-outline-variant);
      background: var(--ss-pane-page);
      color: var(--mat-sys-on-surface);
      box-shadow: var(--ss-shadow-dialog);
    }
    dialog[open] {
      display: flex;
      flex-direction: column;
      animation: slide 250ms var(--ss-in);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 32%);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      padding: 12px 12px 12px 24px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    h2 {
      font: var(--mat-sys-headline-small);
      letter-spacing: -0.01em;
    }
    .body {
      flex: 1;
      overflow-y: auto;
      padding: 20px 24px 24px;
    }
    @keyframes slide {
      from {
        opacity: 0;
        transform: translateX(24px);
      }
    }
    @media (width < 600px) {
      header {
        padding-inline-start: 16px;
      }
      .body {
        padding: 16px;
      }
    }
  `,
})
export class Sheet {
  readonly label = input.required<string>();
  readonly closed = output();

  private readonly box = viewChild.required<ElementRef<HTMLDialogElement>>('box');

  constructor() {
    afterNextRender(() => {
      this.box().nativeElement.showModal();
    });
  }
}
