import { Component, computed, inject, type Injector, runInInjectionContext } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { addStrings } from '../../i18n/strings';
import { Checkbox } from '../../ui/field/checkbox';
import { isMac, keyCaps } from '../../ui/keys/key-caps';
import { type Shortcut, Shortcuts } from '../../ui/keys/shortcuts';
import { keysEnglish } from './keys.en';

interface Line {
  readonly words: string;
  /** Ways to do it; each is one key or several pressed together. */
  readonly ways: readonly (readonly string[])[];
}

function linesOf(shortcuts: readonly Shortcut[]): Line[] {
  const words = [...new Set(shortcuts.map((one) => one.words))];
  return words.map((one) => {
    const ways = shortcuts.flatMap(({ key, words: theirs }) => (theirs === one ? [keyCaps(key, isMac())] : []));
    return { words: one, ways: [...new Map(ways.map((way) => [way.join(), way])).values()] };
  });
}

/** Every key that acts on the page that is open, under the heading of who bound it. */
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
      <h2 matDialogTitle>{{ t('keys.title') }}</h2>
      <mat-dialog-content>
        @for (group of groups(); track group.heading) {
          <h3>{{ t(group.heading) }}</h3>
          <dl>
            @for (line of group.lines; track line.words) {
              <div>
                <dt>{{ t(line.words) }}</dt>
                <dd>
                  @for (way of line.ways; track $index) {
                    <span>
                      @for (cap of way; track cap) {
                        <kbd>{{ cap }}</kbd>
                      }
                    </span>
                  }
                </dd>
              </div>
            }
          </dl>
        }
        <ss-checkbox [checked]="shortcuts.isOn()" (checkedChange)="shortcuts.toggle()">
          {{ t('keys.on') }}
        </ss-checkbox>
        @if (!shortcuts.isOn()) {
          <p class="ss-secondary" role="status">{{ t('keys.off') }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="filled" type="button" matDialogClose>{{ t('ui.close') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    h3 {
      padding-block-end: 4px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    dl {
      display: grid;
      margin-block-end: 16px;
    }
    div {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding-block: 5px;
      color: var(--mat-sys-on-surface);
    }
    dd {
      display: flex;
      gap: 8px;
    }
    dd span {
      display: flex;
      gap: 2px;
    }
  `,
})
class HelpDialog {
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly groups = computed(() =>
    this.shortcuts.bound().map(({ heading, shortcuts }) => ({ heading, lines: linesOf(shortcuts) })),
  );
}

export async function openHelp(injector: Injector): Promise<void> {
  await runInInjectionContext(injector, () =>
    addStrings('keys', keysEnglish, { de: () => import('./keys.de').then(({ keysGerman }) => keysGerman) }),
  );
  injector.get(MatDialog).open(HelpDialog, { width: '440px' });
}
