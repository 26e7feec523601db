import { Component, ElementRef, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Checkbox } from '../field/checkbox';
import { Icon } from '../icon/icon';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** From so many on they can be searched. */
const MANY = 10;

/** Pixels, with its margin. */
const PANEL_WIDTH = 276;

let ids = 0;

/** A filter that says what it lets through, and opens to boxes of which several may be on. */
@Component({
  selector: 'ss-filter-chip',
  imports: [Checkbox, Icon, TranslocoDirective],
  host: {
    '(document:pointerdown)': 'closeOutside($event)',
    '(focusout)': 'onFocusOut($event)',
    '(keydown.escape)': 'onEscape($event)',
  },
  template: `
    <ng-container *transloco="let t">
      <button
        #trigger
        type="button"
        class="chip"
        aria-haspopup="dialog"
        [class.is-on]="chosen().length > 0"
        [attr.aria-expanded]="isOpen()"
        [attr.aria-controls]="panelId"
        (click)="toggle()"
      >
        <span class="what">{{ words() }}</span>
        @if (chosen().length > 1) {
          <span class="more">+{{ chosen().length - 1 }}</span>
        }
        <ss-icon name="chevron-down" [size]="16" />
      </button>
      @if (isOpen()) {
        <div class="panel" role="dialog" [class.at-end]="isAtEnd()" [id]="panelId" [attr.aria-label]="label()">
          @if (isRemote() || options().length > many) {
            <input
              #box
              class="ss-control"
              type="search"
              autocomplete="off"
              [attr.aria-label]="t('ui.searchIn', { label: label() })"
              [placeholder]="t('ui.searchIn', { label: label() })"
              (input)="type(box.value)"
            />
          }
          <ul>
            @for (option of fitting(); track option.value) {
              <li>
                <ss-checkbox [checked]="isChosen(option)" (checkedChange)="set(option, $event)">
                  {{ option.label }}
                </ss-checkbox>
              </li>
            } @empty {
              <li class="ss-secondary none">{{ t('ui.noChoice') }}</li>
            }
          </ul>
          @if (chosen().length > 0) {
            <button type="button" class="clear" (click)="clear()">{{ t('ui.clearChoice') }}</button>
          }
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-block;
      max-inline-size: 100%;
    }
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      max-inline-size: 100%;
      min-block-size: var(--ss-button-height);
      padding: 0 8px 0 12px;
      border: 1px solid var(--ss-button-line);
      border-radius: var(--ss-radius-control);
      background: var(--ss-pane-page);
      font: 500 0.875rem / 1.25rem var(--ss-font);
      cursor: pointer;
    }
    .chip:hover {
      border-color: var(--mat-sys-outline);
    }
    .chip.is-on {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    .what {
      max-inline-size: 200px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .panel {
      position: absolute;
      z-index: 800;
      inset-block-start: calc(100% + 6px);
      inset-inline-start: 0;
      inline-size: 260px;
      padding: 8px;
      border: 1px solid var(--ss-float-line);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-page);
      box-shadow: var(--ss-shadow-dialog);
    }
    .panel.at-end {
      inset-inline: auto 0;
    }
    ul {
      max-block-size: 300px;
      overflow-y: auto;
    }
    li {
      padding: 0 8px;
      border-radius: var(--ss-radius-control);
    }
    li:hover:not(.none) {
      background: var(--mat-sys-surface-container);
    }
    li ss-checkbox {
      display: grid;
      min-block-size: 34px;
      align-items: center;
    }
    .none {
      padding-block: 10px;
    }
    input {
      min-block-size: 36px;
      margin-block-end: 6px;
      font: var(--mat-sys-body-medium);
    }
    .clear {
      inline-size: 100%;
      min-block-size: 34px;
      margin-block-start: 6px;
      border: 0;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
      background: none;
      color: var(--mat-sys-primary);
      font: var(--mat-sys-label-large);
      cursor: pointer;
    }
    @media (width < 600px) {
      .panel {
        position: fixed;
        z-index: 1000;
        inset: auto 8px 8px;
        inline-size: auto;
      }
      .panel.at-end {
        inset: auto 8px 8px;
      }
      ul {
        max-block-size: 50vh;
      }
      input,
      .clear {
        min-block-size: 44px;
      }
      li ss-checkbox {
        min-block-size: 44px;
      }
    }
  `,
})
export class FilterChip {
  readonly label = input.required<string>();
  readonly options = input.required<readonly FilterOption[]>();
  readonly chosen = input.required<readonly string[]>();
  /** The options are found elsewhere, by what `searched` tells was typed; the chosen ones stay among them. */
  readonly isRemote = input(false);
  readonly searched = output<string>();
  readonly changed = output<string[]>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly trigger = viewChild.required<ElementRef<HTMLButtonElement>>('trigger');
  protected readonly panelId = `ss-filter-${String(++ids)}`;
  protected readonly many = MANY;
  protected readonly isOpen = signal(false);
  protected readonly text = signal('');
  protected readonly isAtEnd = signal(false);
  protected readonly words = computed(() => {
    const [first] = this.chosen();
    if (first === undefined) {
      return this.label();
    }
    return `${this.label()}: ${this.options().find(({ value }) => value === first)?.label ?? first}`;
  });
  protected readonly fitting = computed(() => {
    if (this.isRemote()) {
      return this.options();
    }
    const wanted = this.text().trim().toLocaleLowerCase();
    return this.options().filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
  });

  protected toggle(): void {
    // Near the end of the window the panel grows the other way.
    const { left } = this.trigger().nativeElement.getBoundingClientRect();
    this.isAtEnd.set(left + PANEL_WIDTH > innerWidth);
    this.isOpen.update((isOpen) => !isOpen);
  }

  protected type(text: string): void {
    this.text.set(text);
    if (this.isRemote()) {
      this.searched.emit(text.trim());
    }
  }

  protected isChosen({ value }: FilterOption): boolean {
    return this.chosen().includes(value);
  }

  protected set({ value }: FilterOption, isOn: boolean): void {
    const others = this.chosen().filter((one) => one !== value);
    this.changed.emit(isOn ? [...others, value] : others);
  }

  protected clear(): void {
    this.changed.emit([]);
    this.close();
  }

  protected onEscape(event: Event): void {
    if (this.isOpen()) {
      event.stopPropagation();
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

  private close(): void {
    this.isOpen.set(false);
    this.trigger().nativeElement.focus();
  }
}
