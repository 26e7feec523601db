import { Component, DestroyRef, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from './field';
import { judgePassword, PASSWORD_MIN, type PasswordOwner } from './password-strength';

/** Four bars and a word under a new password; stands in an `<ss-field>` as `fieldExtra`. */
@Component({
  selector: 'ss-password-meter',
  imports: [TranslocoDirective],
  host: { '[id]': 'id', '[class]': '"s" + judgement().strength', '[class.is-refused]': 'field.error()' },
  template: `
    <ng-container *transloco="let t; prefix: 'ui.password'">
      <span class="bars" aria-hidden="true">
        @for (bar of bars; track bar) {
          <span [class.on]="bar <= judgement().strength"></span>
        }
      </span>
      @if (!field.error()) {
        <span class="words" aria-live="polite">
          <span class="ss-visually-hidden">{{ t('strength', { word: '' }) }}</span>
          @if (judgement().strength === 0) {
            {{ t('rule') }}
          } @else if (judgement().problem === 'short') {
            {{ t('left', { count: missing() }) }}
          } @else if (judgement().problem; as problem) {
            {{ t(problem) }}
          } @else {
            {{ t('strength' + judgement().strength) }}
          }
        </span>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      margin-block-start: 8px;
      --tone: var(--mat-sys-error);
    }
    :host(.s2) {
      --tone: var(--ss-warn);
    }
    :host(.s3),
    :host(.s4) {
      --tone: var(--ss-ok);
    }
    /* By the server, which knows whose password it is. */
    :host(.is-refused) {
      --tone: var(--mat-sys-error);
    }
    .bars {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: 4px;
    }
    .bars span {
      block-size: 4px;
      border-radius: 2px;
      background: var(--mat-sys-surface-container-highest);
    }
    .bars .on {
      background: var(--tone);
    }
    .words {
      display: block;
      margin-block-start: 4px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-weight: 400;
    }
  `,
})
export class PasswordMeter {
  readonly password = input.required<string>();
  /** Whose password it is going to be. */
  readonly owner = input<PasswordOwner>({});

  protected readonly field = inject(Field);
  protected readonly id = `${this.field.controlId}-meter`;
  protected readonly bars = [1, 2, 3, 4];
  protected readonly judgement = computed(() => judgePassword(this.password(), this.owner()));
  protected readonly missing = computed(() => PASSWORD_MIN - this.judgement().length);

  constructor() {
    this.field.extraIds.update((ids) => [...ids, this.id]);
    inject(DestroyRef).onDestroy(() => {
      this.field.extraIds.update((ids) => ids.filter((id) => id !== this.id));
    });
  }
}
