import { Directive, inject } from '@angular/core';
import { Field } from './field';

/** The native control of an `<ss-field>`: looks, id and the words that describe it. */
@Directive({
  selector: 'input[ssControl], textarea[ssControl], select[ssControl]',
  host: {
    class: 'ss-control',
    '[id]': 'field.controlId',
    '[attr.aria-describedby]': 'field.describedBy()',
    '[attr.aria-invalid]': 'field.error() ? "true" : null',
  },
})
export class Control {
  protected readonly field = inject(Field);
}
