import { Component, computed, inject, signal, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { CalendarExceptionDto } from '../../api/types';
import { Notice } from '../../ui/feedback/notice';
import { Checkbox } from '../../ui/field/checkbox';
import { ServiceWords } from './service-words';

export interface HolidaysData {
  readonly file: string;
  /** Days of the file that the calendar has not. */
  readonly days: readonly CalendarExceptionDto[];
  /** What was not understood, with why. */
  readonly skipped: readonly string[];
}

/** What a file of holidays would add; each can be left out. */
@Component({
  selector: 'ss-holidays-dialog',
  imports: [
    Checkbox,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.serviceLevels.holidays'">
      <h2 matDialogTitle>{{ t('title') }}</h2>
      <mat-dialog-content>
        @if (data.days.length === 0) {
          <p>{{ t('nothing', { file: data.file }) }}</p>
        } @else {
          <p class="ss-secondary">{{ t('text', { file: data.file }) }}</p>
          <ul>
            @for (day of data.days; track day.date) {
              <li>
                <ss-checkbox [checked]="isChosen(day)" (checkedChange)="choose(day, $event)">
                  <span class="date">{{ words.date(day.date) }}</span>
                  <span>{{ day.name }}</span>
                </ss-checkbox>
              </li>
            }
          </ul>
        }
        @if (data.skipped.length > 0) {
          <ss-notice tone="warn">
            <strong>{{ t('skipped', { count: data.skipped.length }) }}</strong>
            <ul>
              @for (line of data.skipped; track $index) {
                <li>{{ line }}</li>
              }
            </ul>
          </ss-notice>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="text" type="button" matDialogClose>{{ t('cancel') }}</button>
        @if (data.days.length > 0) {
          <button matButton="filled" type="button" [disabled]="chosen().length === 0" (click)="opened.close(chosen())">
            {{ t(chosen().length === 1 ? 'actOne' : 'act', { count: chosen().length }) }}
          </button>
        }
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    mat-dialog-content > ul {
      margin-block: 12px;
    }
    .date {
      display: inline-block;
      min-inline-size: 132px;
      font-variant-numeric: tabular-nums;
    }
    ss-notice ul {
      margin-block-start: 4px;
      padding-inline-start: 18px;
      list-style: disc;
    }
  `,
})
class HolidaysDialog {
  protected readonly data = inject<HolidaysData>(MAT_DIALOG_DATA);
  protected readonly opened = inject<MatDialogRef<HolidaysDialog, readonly CalendarExceptionDto[]>>(MatDialogRef);
  protected readonly words = inject(ServiceWords);
  private readonly left = signal<readonly string[]>([]);
  protected readonly chosen = computed(() => this.data.days.filter((day) => this.isChosen(day)));

  protected isChosen({ date }: CalendarExceptionDto): boolean {
    return !this.left().includes(date);
  }

  protected choose({ date }: CalendarExceptionDto, isIn: boolean): void {
    this.left.update((before) => (isIn ? before.filter((one) => one !== date) : [...before, date]));
  }
}

/** The days that are wanted, or null when the administrator turned back. */
export async function openHolidays(
  injector: Injector,
  data: HolidaysData,
): Promise<readonly CalendarExceptionDto[] | null> {
  const opened = injector
    .get(MatDialog)
    .open<HolidaysDialog, HolidaysData, readonly CalendarExceptionDto[]>(HolidaysDialog, { data, width: '480px' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
