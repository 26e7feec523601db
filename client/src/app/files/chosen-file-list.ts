import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ChosenFile } from './chosen-file';
import type { ChosenFiles } from './chosen-files';
import { FileNews } from './uploads/file-news';

/** What was chosen and not yet sent: how far each is, what is wrong with it, and ways to stop, repeat or take it out. */
@Component({
  selector: 'ss-chosen-file-list',
  imports: [ChosenFile, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (!files().isEmpty()) {
        <ul [attr.aria-label]="t('files.chosen')">
          @for (item of files().items(); track item.key) {
            <li>
              <ss-chosen-file
                [file]="item"
                [isLocked]="isLocked()"
                (retried)="files().again(item.key)"
                (removed)="remove(item.key, $index)"
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
  /** They are leaving with their message. */
  readonly isLocked = input(false);
  /** Key of the file to take out. */
  readonly removed = output<string>();
  /** The last one was taken out: the focus needs another place. */
  readonly lastRemoved = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly states = computed(() =>
    this.files()
      .items()
      .map((file) => ({ file, state: file.state() })),
  );

  constructor() {
    const news = inject(FileNews);
    effect(() => news.tell(this.states()));
  }

  /** The focus goes to what took its place, not to the top of the page. */
  protected remove(key: string, index: number): void {
    this.removed.emit(key);
    afterNextRender(
      () => {
        const rows = this.host.nativeElement.querySelectorAll('li');
        const row = rows[Math.min(index, rows.length - 1)];
        if (row === undefined) {
          this.lastRemoved.emit();
        } else {
          row.querySelector<HTMLElement>('button:last-of-type')?.focus();
        }
      },
      { injector: this.injector },
    );
  }
}
