import { Component, computed, inject, input, model, output, signal, viewChild, type ElementRef } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { Field } from '../field/field';

export interface ComboboxOption {
  /** What the field holds when it is taken. */
  readonly value: string;
  /** Beside it, like the present time of a zone; found by typing as well. */
  readonly detail?: string;
}

/** More are found by typing on; a list nobody reads to its end costs time to draw. */
const SHOWN = 50;

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s/_]+/g, ' ')
    .toLowerCase();
}

/** Options in which every typed word begins a word or stands inside one; those that begin with the text come first. */
export function matching(options: readonly ComboboxOption[], typed: string): readonly ComboboxOption[] {
  const text = plain(typed).trim();
  if (text === '') {
    return options;
  }
  const words = text.split(' ');
  const found = options.flatMap((option) => {
    const target = plain(`${option.value} ${option.detail ?? ''}`);
    return words.every((word) => target.includes(word)) ? [{ option, isFirst: target.startsWith(text) }] : [];
  });
  return [...found.filter(({ isFirst }) => isFirst), ...found.filter(({ isFirst }) => !isFirst)].map(
    ({ option }) => option,
  );
}

/**
 * A text field that offers what fits while one types; stands in an `<ss-field>`. Other texts may be typed as well: what
 * is allowed is the form's rule.
 */
@Component({
  selector: 'ss-combobox',
  template: `
    <input
      #box
      class="ss-control"
      type="text"
      role="combobox"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-autocomplete="list"
      [id]="field.controlId"
      [value]="value()"
      [disabled]="disabled()"
      [attr.aria-expanded]="shown().length > 0"
      [attr.aria-controls]="shown().length > 0 ? listId : null"
      [attr.aria-activedescendant]="activeId()"
      [attr.aria-describedby]="field.describedBy()"
      [attr.aria-invalid]="field.error() ? 'true' : null"
      (input)="type(box.value)"
      (click)="open()"
      (keydown)="onKey($event)"
      (blur)="leave()"
    />
    @if (shown().length > 0) {
      <ul role="listbox" [id]="listId" [attr.aria-label]="field.label()" (pointerdown)="$event.preventDefault()">
        @for (option of shown(); track option.value) {
          <li
            role="option"
            [id]="listId + '-' + $index"
            [class.is-active]="$index === active()"
            [attr.aria-selected]="$index === active()"
            (pointerup)="take(option)"
          >
            <span>{{ option.value }}</span>
            @if (option.detail) {
              <span class="ss-secondary">{{ option.detail }}</span>
            }
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: block;
      position: relative;
    }
    ul {
      position: absolute;
      z-index: 1100;
      inset-block-start: calc(100% + 4px);
      inset-inline: 0;
      max-block-size: 264px;
      padding: 6px;
      overflow-y: auto;
      background: var(--ss-pane-page);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      box-shadow: var(--ss-shadow-dialog);
    }
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      min-block-size: max(32px, var(--ss-item-height));
      padding: 4px 10px;
      border-radius: var(--ss-radius-control);
      cursor: pointer;
    }
    li:hover {
      background: var(--mat-sys-surface-container);
    }
    li.is-active {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    li.is-active .ss-secondary {
      color: inherit;
    }
  `,
})
export class Combobox implements FormValueControl<string> {
  readonly value = model('');
  readonly options = input.required<readonly ComboboxOption[]>();
  readonly disabled = input(false);
  readonly touch = output();

  protected readonly field = inject(Field);
  protected readonly listId = `${this.field.controlId}-list`;
  protected readonly isOpen = signal(false);
  /** What was typed since the list opened; what stood there before is no search. */
  private readonly typed = signal('');
  protected readonly active = signal(-1);
  protected readonly shown = computed(() =>
    this.isOpen() ? matching(this.options(), this.typed()).slice(0, SHOWN) : [],
  );
  protected readonly activeId = computed(() => (this.active() < 0 ? null : `${this.listId}-${String(this.active())}`));
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');

  focus(options?: FocusOptions): void {
    this.box().nativeElement.focus(options);
  }

  protected type(text: string): void {
    this.value.set(text);
    this.typed.set(text);
    this.isOpen.set(true);
    this.active.set(-1);
  }

  protected open(): void {
    if (!this.isOpen()) {
      this.typed.set('');
      this.isOpen.set(true);
      this.active.set(this.shown().findIndex(({ value }) => value === this.value()));
    }
  }

  protected take(option: ComboboxOption): void {
    this.value.set(option.value);
    this.close();
  }

  protected leave(): void {
    this.close();
    this.touch.emit();
  }

  protected onKey(event: KeyboardEvent): void {
    const count = this.shown().length;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (this.isOpen()) {
          const step = event.key === 'ArrowDown' ? 1 : -1;
          this.go(count === 0 ? -1 : (Math.max(this.active(), step === 1 ? -1 : 0) + step + count) % count);
        } else {
          this.open();
        }
        break;
      case 'Enter': {
        const option = this.shown()[this.active()];
        if (option !== undefined) {
          // The form is not sent by the key that takes an option.
          event.preventDefault();
          this.take(option);
        }
        break;
      }
      case 'Escape':
        if (this.isOpen()) {
          event.stopPropagation();
          this.close();
        }
    }
  }

  private go(index: number): void {
    this.active.set(index);
    document.getElementById(`${this.listId}-${String(index)}`)?.scrollIntoView({ block: 'nearest' });
  }

  private close(): void {
    this.isOpen.set(false);
    this.active.set(-1);
  }
}
