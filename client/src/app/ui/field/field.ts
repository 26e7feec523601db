import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Icon } from '../icon/icon';

/** What a field needs to know of a form's field; a signal form's field tree is one. */
export type FieldSource = () => {
  errors: () => readonly { kind: string; message?: string }[];
  touched: () => boolean;
  value: () => unknown;
};

let ids = 0;

/**
 * Label, control, hint and error in one order, tied together for readers. The control is projected and carries
 * `ssControl`. Errors show once the control was left or the form was sent.
 */
@Component({
  selector: 'ss-field',
  imports: [Icon],
  template: `
    <div class="head">
      <label [for]="controlId">{{ label() }}</label>
      @if (note()) {
        <span class="note">{{ note() }}</span>
      }
    </div>
    <div class="control"><ng-content /></div>
    <div class="aside"><ng-content select="[fieldAside]" /></div>
    <ng-content select="[fieldExtra]" />
    <div class="foot">
      @if (error(); as message) {
        <p class="error" [id]="errorId">
          <ss-icon name="alert" [size]="16" />
          <span>{{ message }}</span>
        </p>
      } @else if (hint()) {
        <p class="hint" [id]="hintId">{{ hint() }}</p>
      }
      @if (counter(); as text) {
        <span class="counter">{{ text }}</span>
      }
    </div>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      min-inline-size: 0;
    }
    /* Seen beside the label, reached after the control. */
    .aside {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
    }
    .head {
      display: flex;
      align-items: baseline;
      gap: 8px;
      margin-block-end: 6px;
    }
    label {
      font: 500 0.8125rem / 1.125rem var(--ss-font);
    }
    .note {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-weight: 400;
    }
    .control {
      position: relative;
    }
    .foot {
      display: flex;
      justify-content: space-between;
      gap: 12px;
    }
    .foot > * {
      margin-block-start: 4px;
      font: var(--mat-sys-label-medium);
      font-weight: 400;
      color: var(--mat-sys-on-surface-variant);
    }
    .foot > .error {
      display: flex;
      gap: 6px;
      color: var(--mat-sys-error);
      font-weight: 500;
    }
    .counter {
      margin-inline-start: auto;
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  /** Beside the label, like "optional". */
  readonly note = input('');
  readonly hint = input('');
  /** The form's field this stands for; gives the errors. */
  readonly of = input<FieldSource>();
  /** An error from elsewhere, for controls outside a form. */
  readonly problem = input('');
  /** Characters at most; counted once four fifths are used. */
  readonly max = input<number>();

  private readonly i18n = inject(TranslocoService);
  private readonly number = ++ids;
  readonly controlId = `ss-field-${String(this.number)}`;
  readonly errorId = `${this.controlId}-error`;
  readonly hintId = `${this.controlId}-hint`;
  /** Further texts that describe the control, like the password meter. */
  readonly extraIds = signal<readonly string[]>([]);

  readonly error = computed(() => {
    const state = this.of()?.();
    if (state === undefined || !state.touched()) {
      return this.problem();
    }
    const [first] = state.errors();
    return first === undefined ? this.problem() : (first.message ?? this.i18n.translate<string>('error.required'));
  });
  readonly describedBy = computed(() => {
    const own = this.error() ? [this.errorId] : this.hint() ? [this.hintId] : [];
    return [...own, ...this.extraIds()].join(' ') || null;
  });

  protected readonly counter = computed(() => {
    const max = this.max();
    const value = this.of()?.().value();
    if (max === undefined || typeof value !== 'string' || value.length < max * 0.8) {
      return '';
    }
    return this.i18n.translate<string>('ui.characters', { count: value.length, max });
  });
}
