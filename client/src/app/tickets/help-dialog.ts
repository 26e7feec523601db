import { Component, inject, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Checkbox } from '../ui/field/checkbox';
import { Shortcuts } from '../ui/keys/shortcuts';

const KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['move', ['J', 'K']],
  ['open', ['O', 'Enter']],
  ['reply', ['R']],
  ['note', ['C']],
  ['send', ['Ctrl', 'Enter']],
  ['assign', ['A']],
  ['status', ['S']],
  ['priority', ['P']],
  ['resolve', ['E']],
  ['help', ['?']],
];

@Component({
  selector: 'ss-help-dialog',
  imports: [
    Checkbox,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ t('tickets.help.title') }}</h2>
      <mat-dialog-content>
        <dl>
          @for (row of keys; track row[0]) {
            <div>
              <dt>{{ t('tickets.help.' + row[0]) }}</dt>
              <dd>
                @for (key of row[1]; track key) {
                  <kbd>{{ key }}</kbd>
                }
              </dd>
            </div>
          }
        </dl>
        <ss-checkbox [checked]="shortcuts.isOn()" (checkedChange)="shortcuts.toggle()">
          {{ t('tickets.help.on') }}
        </ss-checkbox>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="filled" type="button" matDialogClose>{{ t('ui.close') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    dl {
      display: grid;
      gap: 2px;
      margin-block-end: 16px;
    }
    div {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding-block: 4px;
    }
    dd {
      display: flex;
      gap: 4px;
    }
  `,
})
class HelpDialog {
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly keys = KEYS;
}

export function openHelp(injector: Injector): void {
  injector.get(MatDialog).open(HelpDialog, { width: '440px' });
}
