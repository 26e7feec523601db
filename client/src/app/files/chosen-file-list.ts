import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { FileChip } from '../ui/files/file-chip';
import type { ChosenFiles } from './chosen-files';

/** What was chosen and not yet sent: progress, refusal and a way to take each file out. */
@Component({
  selector: 'ss-chosen-file-list',
  imports: [FileChip, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (!files().isEmpty()) {
        <ul [attr.aria-label]="t('files.chosen')">
          @for (item of files().items(); track item.id) {
            <li>
              <ss-file-chip
                [name]="item.file.name"
                [size]="item.file.size"
                [contentType]="item.file.type"
                [problem]="item.refusal ? t(item.refusal) : (item.serverRefusal ?? '')"
                [progress]="files().progress().get(item.id) ?? null"
                [canRemove]="!files().hasLeft()"
                (removed)="removed.emit(item.id)"
              />
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 6px;
    }
  `,
})
export class ChosenFileList {
  readonly files = input.required<ChosenFiles>();
  /** Id of the file to take out. */
  readonly removed = output<number>();
}
