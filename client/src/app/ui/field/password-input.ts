import { Component, inject, input, model, output, signal, viewChild, type ElementRef } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Field } from './field';

/** A password with a button to see it; stands in an `<ss-field>`. */
@Component({
  selector: 'ss-password-input',
  imports: [Icon, MatIconButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <input
        #box
        class="ss-control"
        [id]="field.controlId"
        [type]="isShown() ? 'text' : 'password'"
        [value]="value()"
        [disabled]="disabled()"
        [attr.autocomplete]="autocomplete()"
        [attr.aria-describedby]="field.describedBy()"
        [attr.aria-invalid]="field.error() ? 'true' : null"
        autocapitalize="off"
        spellcheck="false"
        (input)="value.set(box.value)"
        (blur)="touch.emit()"
      />
      <button
        matIconButton
        type="button"
        [attr.aria-label]="t(isShown() ? 'ui.hidePassword' : 'ui.showPassword')"
        (click)="isShown.set(!isShown())"
      >
        <ss-icon [name]="isShown() ? 'eye-off' : 'eye'" />
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      position: relative;
    }
    input {
      padding-inline-end: 48px;
    }
    button {
      position: absolute;
      inset-block-start: 50%;
      inset-inline-end: 2px;
      transform: translateY(-50%);
      --mat-icon-button-state-layer-size: 40px;
    }
  `,
})
export class PasswordInput implements FormValueControl<string> {
  readonly value = model('');
  readonly disabled = input(false);
  readonly touch = output();
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');

  protected readonly field = inject(Field);
  protected readonly isShown = signal(false);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');

  focus(options?: FocusOptions): void {
    this.box().nativeElement.focus(options);
  }
}
