import { Component, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

export interface Found {
  readonly id: string;
  readonly name: string;
  /** Second line. */
  readonly detail: string;
}

const PAUSE_MS = 200;

let ids = 0;

/** A field that asks the server while one types and gives what was picked. By keyboard as a combobox. */
@Component({
  selector: 'ss-finder',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <input
        #box
        class="ss-control"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-autocomplete="list"
        [attr.aria-label]="label()"
        [attr.aria-expanded]="found() !== null"
        [attr.aria-controls]="found() === null ? null : id"
        [attr.aria-activedescendant]="active() < 0 ? null : id + '-' + active()"
        [placeholder]="label()"
        (input)="type(box.value)"
        (keydown)="onKey($event)"
        (blur)="close()"
      />
      @if (found(); as items) {
        <ul role="listbox" [id]="id" [attr.aria-label]="label()" (pointerdown)="$event.preventDefault()">
          @for (item of items; track item.id) {
            <li
              role="option"
              [id]="id + '-' + $index"
              [class.is-active]="$index === active()"
              [attr.aria-selected]="$index === active()"
              (pointerup)="pick(item)"
            >
              <span>{{ item.name }}</span>
              <small>{{ item.detail }}</small>
            </li>
          } @empty {
            <li class="none" role="option" aria-disabled="true" aria-selected="false">{{ t('ui.noChoice') }}</li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      position: relative;
      inline-size: 100%;
    }
    input {
      min-block-size: 32px;
      padding-inline: 8px;
      border-color: var(--mat-sys-outline-variant);
      font: var(--mat-sys-body-small);
    }
    ul {
      position: absolute;
      z-index: 1100;
      inset-block-start: calc(100% + 4px);
      inset-inline: 0;
      display: grid;
      max-block-size: 264px;
      padding: 6px;
      overflow-y: auto;
      border: 1px solid var(--ss-float-line);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-page);
      box-shadow: var(--ss-shadow-dialog);
    }
    li {
      display: grid;
      align-content: center;
      min-block-size: 36px;
      padding: 4px 8px;
      border-radius: var(--ss-radius-control);
      font: var(--mat-sys-body-small);
      cursor: pointer;
    }
    li:hover:not(.none) {
      background: var(--mat-sys-surface-container);
    }
    li.is-active {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    small {
      color: var(--mat-sys-on-surface-variant);
    }
    .is-active small {
      color: inherit;
    }
    @media (width < 600px) {
      input,
      li {
        min-block-size: 44px;
      }
    }
  `,
})
export class Finder {
  readonly label = input.required<string>();
  readonly search = input.required<(text: string) => Promise<readonly Found[]>>();
  readonly picked = output<Found>();

  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly id = `ss-finder-${String(++ids)}`;
  protected readonly found = signal<readonly Found[] | null>(null);
  protected readonly active = signal(-1);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  protected type(text: string): void {
    clearTimeout(this.timer);
    this.turn += 1;
    if (text.trim() === '') {
      this.close();
    } else {
      this.timer = setTimeout(() => void this.ask(text.trim()), PAUSE_MS);
    }
  }

  protected onKey(event: KeyboardEvent): void {
    const items = this.found();
    if (items === null) {
      return;
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const item = items[this.active()];
      if (item !== undefined) {
        this.pick(item);
      }
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && items.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active.update((at) => (at + step + items.length) % items.length);
    }
  }

  protected pick(item: Found): void {
    this.box().nativeElement.value = '';
    this.close();
    this.picked.emit(item);
  }

  protected close(): void {
    clearTimeout(this.timer);
    this.turn += 1;
    this.found.set(null);
    this.active.set(-1);
  }

  private async ask(text: string): Promise<void> {
    const turn = ++this.turn;
    try {
      const items = await this.search()(text);
      if (turn === this.turn) {
        this.found.set(items);
        this.active.set(items.length > 0 ? 0 : -1);
      }
    } catch {
      // The next letter asks again.
    }
  }
}
