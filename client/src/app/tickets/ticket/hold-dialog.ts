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
import { toApiError } from '../../api/api-error';
import type { HoldReason } from '../../api/types';
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice } from '../../ui/feedback/notice';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';

const REASONS: readonly HoldReason[] = ['requester', 'third party', 'approval', 'scheduled'];

export interface Hold {
  readonly holdReason: HoldReason;
  /** UTC; only of a scheduled hold. */
  readonly until?: string;
}

type Run = (hold: Hold) => Promise<void>;

interface Asked {
  readonly run: Run;
  /** How it is held already, of a hold that goes on otherwise. */
  readonly now: { readonly holdReason: HoldReason | null; readonly holdUntil: string | null } | null;
}

@Component({
  selector: 'ss-hold-dialog',
  imports: [
    Control,
    Field,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    TranslocoDirective,
  ],
  template: `
    <form *transloco="let t" novalidate (submit)="$event.preventDefault(); act()">
      <h2 matDialogTitle>{{ t(isChange ? 'tickets.hold.change' : 'tickets.hold.title') }}</h2>
      <mat-dialog-content>
        <fieldset>
          <legend>{{ t('tickets.hold.label') }}</legend>
          @for (one of reasons; track one) {
            <label>
              <input type="radio" name="reason" [value]="one" [checked]="reason() === one" (change)="reason.set(one)" />
              <span>
                {{ t('tickets.hold.reason.' + one) }}
                <small>{{ t('tickets.hold.hint.' + one) }}</small>
              </span>
            </label>
          }
        </fieldset>
        @if (reason() === 'scheduled') {
          <ss-field
            [label]="t('tickets.hold.until')"
            [problem]="isTried() && until() === '' ? t('tickets.hold.untilMissing') : untilProblem()"
          >
            <input #date ssControl type="datetime-local" [value]="until()" (input)="until.set(date.value)" />
          </ss-field>
        }
        @if (problem(); as text) {
          <ss-notice tone="error">{{ text }}</ss-notice>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" matDialogClose>{{ t('ui.cancel') }}</button>
        <button matButton="filled" type="submit" [disabled]="isBusy()">
          {{ t(isChange ? 'tickets.hold.changeAct' : 'tickets.hold.act') }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 4px;
      margin: 0 0 12px;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 8px;
      color: var(--mat-sys-on-surface-variant);
    }
    label {
      display: flex;
      gap: 10px;
      padding: 8px;
      border-radius: var(--ss-radius-control);
      cursor: pointer;
    }
    label:has(:checked) {
      background: var(--mat-sys-secondary-container);
    }
    fieldset span {
      display: grid;
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-label-large);
    }
    small {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    input[type='radio'] {
      margin: 3px 0 0;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
class HoldDialog {
  private readonly asked = inject<Asked>(MAT_DIALOG_DATA);
  protected readonly isChange = this.asked.now !== null;
  private readonly opened = inject<MatDialogRef<HoldDialog>>(MatDialogRef);
  private readonly errorText = inject(ErrorText);
  private readonly failure = signal<unknown>(null);
  protected readonly reasons = REASONS;
  protected readonly reason = signal<HoldReason>(this.asked.now?.holdReason ?? 'requester');
  /** In the zone of the viewer, as the control gives it. */
  protected readonly until = signal(forControl(this.asked.now?.holdUntil ?? null));
  protected readonly isTried = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly untilProblem = computed(() =>
    this.failure() === null ? '' : (toApiError(this.failure()).details['until']?.[0] ?? ''),
  );
  protected readonly problem = computed(() =>
    this.failure() === null || this.untilProblem() !== '' ? '' : this.errorText.of(this.failure()),
  );

  protected async act(): Promise<void> {
    this.isTried.set(true);
    const holdReason = this.reason();
    if (holdReason === 'scheduled' && this.until() === '') {
      return;
    }
    this.isBusy.set(true);
    this.failure.set(null);
    try {
      await this.asked.run(
        holdReason === 'scheduled' ? { holdReason, until: new Date(this.until()).toISOString() } : { holdReason },
      );
      this.opened.close();
    } catch (error) {
      // Shown in the dialog, which keeps the choice.
      this.failure.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}

/** UTC as the control wants it: to the minute, in the zone of the viewer. */
function forControl(until: string | null): string {
  if (until === null) {
    return '';
  }
  const date = new Date(until);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export async function openHold(injector: Injector, run: Run, now: Asked['now'] = null): Promise<void> {
  const opened = injector.get(MatDialog).open<HoldDialog, Asked>(HoldDialog, { data: { run, now }, width: '440px' });
  await firstValueFrom(opened.afterClosed());
}
