import { Component, ElementRef, inject, input } from '@angular/core';

/** One act of an `<ss-menu>`. With `chosen` it is one of several of which one holds. */
@Component({
  selector: 'button[ssMenuItem], a[ssMenuItem]',
  host: {
    '[attr.role]': 'chosen() === null ? "menuitem" : "menuitemradio"',
    '[attr.aria-checked]': 'chosen()',
    '[class.is-chosen]': 'chosen()',
    tabindex: '-1',
  },
  template: '<ng-content />',
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 10px;
      inline-size: 100%;
      min-block-size: max(32px, var(--ss-item-height));
      padding: 4px 10px;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-body-medium);
      text-align: start;
      text-decoration: none;
      cursor: pointer;
    }
    :host(:hover) {
      background: var(--mat-sys-surface-container);
      text-decoration: none;
    }
    :host(:focus-visible) {
      outline-offset: -2px;
    }
    :host(.is-chosen) {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
      font-weight: 500;
    }
  `,
})
export class MenuItem {
  readonly chosen = input<boolean | null>(null);

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  focus(): void {
    this.host.nativeElement.focus();
  }

  hasFocus(): boolean {
    return document.activeElement === this.host.nativeElement;
  }
}
