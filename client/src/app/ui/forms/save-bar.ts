import { afterNextRender, Component, DestroyRef, ElementRef, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** At the foot of a long form as soon as something in it is changed: how much, throw it away, save it. */
@Component({
  selector: 'ss-save-bar',
  imports: [MatButton],
  host: {
    role: 'group',
    '[attr.aria-label]': 'note()',
    '(focusin)': 'isFocused = true',
    '(focusout)': 'onFocusOut($event)',
  },
  template: `
    <span class="ss-secondary">{{ note() }}</span>
    <div class="ss-actions">
      <button matButton="text" type="button" (click)="discarded.emit()">{{ discardWord() }}</button>
      <button matButton="filled" type="button" [disabled]="isBlocked()" (click)="saved.emit()">{{ saveWord() }}</button>
    </div>
  `,
  styles: `
    :host {
      position: sticky;
      z-index: 10;
      inset-block-end: 16px;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 16px;
      padding: 12px 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-page);
      box-shadow: var(--ss-shadow-dialog);
    }
    @media (width < 600px) {
      :host {
        inset-block-end: 8px;
      }
    }
  `,
})
export class SaveBar {
  /** Like "2 changes, not saved". */
  readonly note = input.required<string>();
  readonly discardWord = input.required<string>();
  readonly saveWord = input.required<string>();
  readonly isBlocked = input(false);
  readonly discarded = output();
  readonly saved = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected isFocused = false;

  constructor() {
    let heading: HTMLElement | null = null;
    afterNextRender(() => {
      heading = this.host.closest('.ss-desk-page')?.querySelector('h1') ?? null;
    });
    // It goes with the last change; whoever pressed its button is led to the top instead of to nowhere.
    inject(DestroyRef).onDestroy(() => {
      if (this.isFocused && heading?.isConnected === true) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
    });
  }

  protected onFocusOut({ relatedTarget }: FocusEvent): void {
    // Without a target it is the bar itself that goes, or the window.
    this.isFocused = relatedTarget === null && this.isFocused;
  }
}
