import { Component, ElementRef, contentChildren, inject, input, signal, viewChild } from '@angular/core';
import { MenuItem } from './menu-item';

/** Pixels between the button and its list. */
const GAP = 6;

/**
 * A button with a short list of acts. The trigger's face is projected with `menuTrigger`, the items are
 * `button[ssMenuItem]` or `a[ssMenuItem]`. Arrow keys, Home, End and Escape work as in every menu.
 */
@Component({
  selector: 'ss-menu',
  host: {
    '(document:pointerdown)': 'closeOutside($event)',
    '(click)': 'onPick($event)',
    '(keydown)': 'onKey($event)',
    '(focusout)': 'onFocusOut($event)',
  },
  template: `
    <button
      #trigger
      type="button"
      class="trigger"
      aria-haspopup="menu"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="label() || null"
      (click)="toggle()"
    >
      <ng-content select="[menuTrigger]" />
    </button>
    <div
      #panel
      class="panel"
      role="menu"
      tabindex="-1"
      [class]="floats() ? 'floating' : placement()"
      [hidden]="!isOpen()"
      [attr.aria-label]="label() || null"
    >
      <ng-content />
    </div>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-block;
    }
    .trigger {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      inline-size: 100%;
      min-block-size: 32px;
      padding: 0;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      text-align: start;
      cursor: pointer;
    }
    .panel {
      position: absolute;
      z-index: 1100;
      min-inline-size: 220px;
      padding: 6px;
      background: var(--ss-pane-page);
      border: 1px solid var(--ss-float-line);
      border-radius: var(--ss-radius-card);
      box-shadow: var(--ss-shadow-dialog);
      outline: none;
      animation: open 200ms var(--ss-in);
    }
    .panel[hidden] {
      display: none;
    }
    .floating {
      position: fixed;
    }
    .below-start {
      inset-block-start: calc(100% + 6px);
      inset-inline-start: 0;
    }
    .below-end {
      inset-block-start: calc(100% + 6px);
      inset-inline-end: 0;
    }
    .above-start {
      inset-block-end: calc(100% + 6px);
      inset-inline-start: 0;
    }
    .above-end {
      inset-block-end: calc(100% + 6px);
      inset-inline-end: 0;
    }
    @media (width < 600px) {
      .trigger {
        justify-content: flex-end;
        min-block-size: 44px;
        min-inline-size: 44px;
      }
    }
    @keyframes open {
      from {
        opacity: 0;
        transform: translateY(-4px);
      }
    }
  `,
})
export class Menu {
  /** Accessible name, when the trigger shows no words. */
  readonly label = input('');
  readonly placement = input<'below-start' | 'below-end' | 'above-start' | 'above-end'>('below-end');

  /** For places that cut off what stands out of them, like a rail that scrolls: the list stands over the page. */
  readonly floats = input(false);

  protected readonly isOpen = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly trigger = viewChild.required<ElementRef<HTMLButtonElement>>('trigger');
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  private readonly items = contentChildren(MenuItem, { descendants: true });

  /** Also for keys elsewhere on the page. */
  open(): void {
    this.isOpen.set(true);
    // The items can take the focus only once they are shown.
    setTimeout(() => {
      if (this.floats()) {
        this.place();
      }
      this.items()[0]?.focus();
    });
  }

  /** Below the button, or above where there is no room; never outside the window. */
  private place(): void {
    const { style, offsetWidth, offsetHeight } = this.panel().nativeElement;
    const { left, bottom, top } = this.trigger().nativeElement.getBoundingClientRect();
    const isBelow = bottom + GAP + offsetHeight <= innerHeight;
    style.left = `${String(Math.max(GAP, Math.min(left, innerWidth - offsetWidth - GAP)))}px`;
    style.top = `${String(Math.max(GAP, isBelow ? bottom + GAP : top - GAP - offsetHeight))}px`;
  }

  protected toggle(): void {
    if (this.isOpen()) {
      this.close();
    } else {
      this.open();
    }
  }

  protected close(): void {
    if (this.isOpen()) {
      this.isOpen.set(false);
      this.trigger().nativeElement.focus();
    }
  }

  protected onPick(event: Event): void {
    if (event.target instanceof Element && event.target.closest('[ssMenuItem]') !== null) {
      this.close();
    }
  }

  protected closeOutside(event: Event): void {
    if (event.target instanceof Node && !this.host.nativeElement.contains(event.target)) {
      this.isOpen.set(false);
    }
  }

  protected onFocusOut(event: FocusEvent): void {
    if (event.relatedTarget instanceof Node && !this.host.nativeElement.contains(event.relatedTarget)) {
      this.isOpen.set(false);
    }
  }

  protected onKey(event: KeyboardEvent): void {
    if (!this.isOpen()) {
      return;
    }
    const items = this.items();
    const at = items.findIndex((item) => item.hasFocus());
    const targets: Record<string, number> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (target !== undefined) {
      event.preventDefault();
      items[target]?.focus();
    }
  }
}
