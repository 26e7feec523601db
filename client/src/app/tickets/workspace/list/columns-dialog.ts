import { Component, computed, inject, signal, type Injector } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { TicketColumn } from '../../../api/types';
import { Checkbox } from '../../../ui/field/checkbox';
import { Icon } from '../../../ui/icon/icon';
import { Announcer } from '../../../ui/live/announcer';
import { COLUMN_NAMES, shifted } from './columns';

export interface ColumnsData {
  readonly columns: readonly TicketColumn[];
  /** Those of the view can come back. */
  readonly hasOwn: boolean;
}

/** Null: the columns of the view again. */
type Choice = { readonly columns: TicketColumn[] | null };

/** Which columns the table shows, in which order: boxes, and two buttons to move each. */
@Component({
  selector: 'ss-columns-dialog',
  imports: [
    Checkbox,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatIconButton,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'list'">
      <h2 matDialogTitle>{{ t('columns.title') }}</h2>
      <mat-dialog-content>
        <p class="ss-secondary">{{ t('columns.text') }}</p>
        <ul>
          @for (column of order(); track column) {
            <li>
              <ss-checkbox [checked]="isShown(column)" (checkedChange)="show(column, $event)">
                {{ t('column.' + column) }}
              </ss-checkbox>
              @if (isShown(column)) {
                <span class="acts">
                  <button
                    matIconButton
                    type="button"
                    [attr.aria-label]="t('columns.up', { name: t('column.' + column) })"
                    [attr.aria-disabled]="$first"
                    (click)="move(column, -1)"
                  >
                    <ss-icon name="chevron-up" />
                  </button>
                  <button
                    matIconButton
                    type="button"
                    [attr.aria-label]="t('columns.down', { name: t('column.' + column) })"
                    [attr.aria-disabled]="$index === shown().length - 1"
                    (click)="move(column, 1)"
                  >
                    <ss-icon name="chevron-down" />
                  </button>
                </span>
              }
            </li>
          }
        </ul>
      </mat-dialog-content>
      <ng-container *transloco="let say">
        <mat-dialog-actions align="end">
          @if (data.hasOwn) {
            <button class="back" matButton="text" type="button" (click)="opened.close({ columns: null })">
              {{ t('columns.reset') }}
            </button>
          }
          <button matButton="text" type="button" matDialogClose>{{ say('ui.cancel') }}</button>
          <button matButton="filled" type="button" (click)="opened.close({ columns: shown() })">
            {{ t('columns.act') }}
          </button>
        </mat-dialog-actions>
      </ng-container>
    </ng-container>
  `,
  styles: `
    p {
      margin-block-end: 8px;
    }
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-block-size: 44px;
    }
    .acts {
      display: flex;
    }
    [aria-disabled='true'] {
      opacity: 0.4;
    }
    .back {
      margin-inline-end: auto;
    }
  `,
})
class ColumnsDialog {
  protected readonly data = inject<ColumnsData>(MAT_DIALOG_DATA);
  protected readonly opened = inject<MatDialogRef<ColumnsDialog, Choice>>(MatDialogRef);
  private readonly announcer = inject(Announcer);
  private readonly i18n = inject(TranslocoService);
  protected readonly shown = signal<TicketColumn[]>([...this.data.columns]);
  /** Shown ones first, in their order. */
  protected readonly order = computed(() => [
    ...this.shown(),
    ...COLUMN_NAMES.filter((column) => !this.shown().includes(column)),
  ]);

  protected isShown(column: TicketColumn): boolean {
    return this.shown().includes(column);
  }

  protected show(column: TicketColumn, isShown: boolean): void {
    this.shown.update((before) => {
      const others = before.filter((one) => one !== column);
      return isShown ? [...others, column] : others;
    });
  }

  protected move(column: TicketColumn, step: -1 | 1): void {
    this.shown.update((before) => shifted(before, column, step));
    this.announcer.announce(
      this.i18n.translate<string>('list.columns.at', {
        name: this.i18n.translate<string>(`list.column.${column}`),
        place: this.shown().indexOf(column) + 1,
        count: this.shown().length,
      }),
    );
  }
}

/** Null when the person turned back. */
export async function openColumns(injector: Injector, data: ColumnsData): Promise<Choice | null> {
  const opened = injector
    .get(MatDialog)
    .open<ColumnsDialog, ColumnsData, Choice>(ColumnsDialog, { data, width: '420px', autoFocus: 'input' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
