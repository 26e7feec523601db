import { Component, effect, type ElementRef, inject, input, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketDto } from '../../api/types';
import { Icon } from '../../ui/icon/icon';
import { SubjectEdit } from './subject-edit';
import { TicketStore } from './ticket-store';

/** The subject, which is changed where it stands. */
@Component({
  selector: 'ss-ticket-subject',
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (edit.text(); as typed) {
        <form (submit)="$event.preventDefault(); save()" (keydown.escape)="stop()">
          <input
            #field
            type="text"
            maxlength="200"
            autocomplete="off"
            [attr.aria-label]="t('tickets.field.subject')"
            [value]="typed.value"
            (input)="edit.type(field.value)"
          />
          <button matButton="filled" type="submit" [disabled]="store.isBusy() || typed.value.trim() === ''">
            {{ t('tickets.subject.save') }}
          </button>
          <button matButton type="button" (click)="stop()">{{ t('ui.cancel') }}</button>
        </form>
      } @else {
        <h2>
          {{ ticket().subject }}
          @if (ticket().confidential) {
            <ss-icon name="lock" [size]="16" [label]="t('tickets.confidential')" />
          }
        </h2>
        @if (store.can('edit')) {
          <button
            #begin
            type="button"
            class="begin"
            [attr.aria-label]="t('tickets.subject.edit')"
            [title]="t('tickets.subject.edit')"
            (click)="edit.start()"
          >
            <ss-icon name="edit" [size]="16" />
          </button>
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      align-items: start;
      gap: 4px;
    }
    h2,
    input {
      font: var(--mat-sys-headline-small);
      letter-spacing: -0.01em;
    }
    h2 {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    form {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    input {
      flex: 1 1 240px;
      min-inline-size: 0;
      padding: 4px 8px;
      border: 1px solid var(--ss-button-line);
      border-radius: var(--ss-radius-control);
      background: var(--ss-pane-page);
      color: var(--mat-sys-on-surface);
    }
    .begin {
      display: inline-grid;
      flex: none;
      place-items: center;
      inline-size: 32px;
      block-size: 32px;
      padding: 0;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      color: var(--mat-sys-on-surface-variant);
      cursor: pointer;
    }
    .begin:hover {
      background: var(--mat-sys-surface-container-high);
    }
    @media (width < 600px) {
      .begin {
        inline-size: 44px;
        block-size: 44px;
      }
    }
  `,
})
export class TicketSubject {
  readonly ticket = input.required<TicketDto>();

  protected readonly store = inject(TicketStore);
  protected readonly edit = inject(SubjectEdit);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly begin = viewChild<ElementRef<HTMLButtonElement>>('begin');

  constructor() {
    effect(() => {
      const field = this.field()?.nativeElement;
      untracked(() => {
        if (field !== undefined && this.edit.isFresh()) {
          field.focus();
          field.select();
        }
      });
    });
  }

  protected async save(): Promise<void> {
    await this.edit.save();
    this.comeBack();
  }

  protected stop(): void {
    this.edit.stop();
    this.comeBack();
  }

  /** The focus goes where it came from, once that is drawn again. */
  private comeBack(): void {
    setTimeout(() => this.begin()?.nativeElement.focus());
  }
}
