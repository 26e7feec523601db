import { Component, type ElementRef, input, output, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Icon } from '../ui/icon/icon';

/** Opens the system's dialog for files. As a sign in tight places, else as words. */
@Component({
  selector: 'ss-file-picker',
  imports: [Icon, MatButton, MatIconButton],
  template: `
    <input #field type="file" multiple hidden (change)="take()" />
    @if (isSign()) {
      <button matIconButton type="button" [attr.aria-label]="label()" [disabled]="disabled()" (click)="field.click()">
        <ss-icon name="paperclip" />
      </button>
    } @else {
      <button matButton type="button" [disabled]="disabled()" (click)="field.click()">{{ label() }}</button>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class FilePicker {
  readonly label = input.required<string>();
  readonly isSign = input(false);
  readonly disabled = input(false);
  readonly picked = output<readonly File[]>();

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected take(): void {
    const field = this.field().nativeElement;
    const files = [...(field.files ?? [])];
    // So that the same file can be chosen again after it was taken out.
    field.value = '';
    if (files.length > 0) {
      this.picked.emit(files);
    }
  }
}
