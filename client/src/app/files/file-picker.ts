import { Component, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../ui/icon/icon';
import { UploadRules } from './uploads/upload-rules';

/** Fingers, and so very likely a camera. */
const TOUCHED = '(pointer: coarse)';

/** Opens the system's dialog for files, or the camera of a telephone. As signs in tight places, else as words. */
@Component({
  selector: 'ss-file-picker',
  imports: [Icon, MatButton, MatIconButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <input #field type="file" multiple hidden (change)="take()" />
      @if (isSign()) {
        <button matIconButton type="button" [attr.aria-label]="label()" [disabled]="disabled()" (click)="open(false)">
          <ss-icon name="paperclip" />
        </button>
      } @else {
        <button matButton type="button" [disabled]="disabled()" (click)="open(false)">{{ label() }}</button>
      }
      @if (hasCamera) {
        @if (isSign()) {
          <button
            matIconButton
            type="button"
            [attr.aria-label]="t('files.photo')"
            [disabled]="disabled()"
            (click)="open(true)"
          >
            <ss-icon name="camera" />
          </button>
        } @else {
          <button matButton type="button" [disabled]="disabled()" (click)="open(true)">
            <ss-icon name="camera" />
            {{ t('files.photo') }}
          </button>
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
    }
  `,
})
export class FilePicker {
  readonly label = input.required<string>();
  readonly isSign = input(false);
  readonly disabled = input(false);
  readonly picked = output<readonly File[]>();

  protected readonly hasCamera = matchMedia(TOUCHED).matches;
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    // Before somebody chooses: what does not go is then said at once.
    void inject(UploadRules).refresh();
  }

  /** From the keyboard too. */
  focus(): void {
    this.field().nativeElement.parentElement?.querySelector('button')?.focus();
  }

  protected open(isPhoto: boolean): void {
    const field = this.field().nativeElement;
    field.multiple = !isPhoto;
    field.accept = isPhoto ? 'image/*' : '';
    if (isPhoto) {
      field.setAttribute('capture', 'environment');
    } else {
      field.removeAttribute('capture');
    }
    field.click();
  }

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
