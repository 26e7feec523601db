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
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { sizeText } from '../ui/files/file-chip';
import { ChosenFile } from './chosen-file';
import type { ChosenFiles } from './chosen-files';
import { FileNews } from './uploads/file-news';

/** So many can no longer be told at a glance. */
const MANY = 4;

/** What was chosen and not yet sent: how far each is, what is wrong with it, and ways to stop, repeat or take it out. */
@Component({
  selector: 'ss-chosen-file-list',
  imports: [ChosenFile, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (sum(); as all) {
        <div class="sum">
          <p>
            {{ t('files.sum', { count: all.count, size: all.size }) }}
            @if (all.moving > 0) {
              <span>{{ t('files.sumMoving', { count: all.moving }) }}</span>
            }
          </p>
          @if (!isLocked() && all.failed > 1) {
            <button matButton type="button" (click)="retryAll()">
              {{ t('files.retryAll', { count: all.failed }) }}
            </button>
          }
          @if (!isLocked() && all.refused > 1) {
            <button matButton type="button" (click)="removeRefused()">
              {{ t('files.removeRefused', { count: all.refused }) }}
            </button>
          }
        </div>
      }
      @if (!files().isEmpty()) {
        <ul
          [class.is-bounded]="isBounded()"
          [attr.aria-label]="t('files.chosen')"
          [attr.tabindex]="isBounded() && isLocked() ? 0 : null"
        >
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
    /* The text and what sends it stay in sight. */
    .is-bounded {
      max-block-size: var(--ss-files-max, 30vh);
      overflow-y: auto;
      overscroll-behavior: contain;
    }
    .sum {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 8px;
      min-block-size: 36px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
      font-variant-numeric: tabular-nums;
    }
    .sum p {
      margin-inline-end: auto;
    }
    .sum span {
      margin-inline-start: 8px;
    }
    /* Their words stand at the edges of the rows. */
    .sum p + button {
      margin-inline-start: -12px;
    }
    .sum button:last-child {
      margin-inline-end: -12px;
    }
  `,
})
export class ChosenFileList {
  readonly files = input.required<ChosenFiles>();
  /** They are leaving with their message. */
  readonly isLocked = input(false);
  /** In a form that must stay in sight as a whole: many of them are scrolled. */
  readonly isBounded = input(false);
  /** Key of the file to take out. */
  readonly removed = output<string>();
  /** The last one was taken out: the focus needs another place. */
  readonly lastRemoved = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly i18n = inject(TranslocoService);
  private readonly states = computed(() =>
    this.files()
      .items()
      .map((file) => ({ file, state: file.state() })),
  );

  /** Null where the rows say enough. */
  protected readonly sum = computed(() => {
    const files = this.files().items();
    const refused = files.filter(({ isRefused }) => isRefused).length;
    if (files.length < MANY && refused < 2) {
      return null;
    }
    return {
      count: files.length,
      size: sizeText(
        files.reduce((bytes, { size }) => bytes + size, 0),
        this.i18n.getActiveLang(),
      ),
      moving: files.filter(({ isMoving }) => isMoving).length,
      failed: files.filter(({ hasFailed }) => hasFailed).length,
      refused,
    };
  });

  constructor() {
    const news = inject(FileNews);
    effect(() => news.tell(this.states()));
    let before = 0;
    effect(() => {
      const count = this.files().items().length;
      if (count > before && before > 0) {
        this.show(before);
      }
      before = count;
    });
  }

  protected retryAll(): void {
    this.files()
      .items()
      .filter(({ hasFailed }) => hasFailed)
      .forEach(({ key }) => this.files().again(key));
  }

  protected removeRefused(): void {
    const refused = this.files()
      .items()
      .filter(({ isRefused }) => isRefused);
    refused.forEach(({ key }) => this.removed.emit(key));
    this.focusRow(0);
  }

  /** The focus goes to what took its place, not to the top of the page. */
  protected remove(key: string, index: number): void {
    this.removed.emit(key);
    this.focusRow(index);
  }

  private focusRow(index: number): void {
    this.afterRender((rows) => {
      const row = rows[Math.min(index, rows.length - 1)];
      if (row === undefined) {
        this.lastRemoved.emit();
      } else {
        row.querySelector<HTMLElement>('button:last-of-type')?.focus();
      }
    });
  }

  /** What was just chosen is seen on its way; the page itself stays where it is. */
  private show(index: number): void {
    this.afterRender((rows) => {
      const [row, list] = [rows[index], rows[index]?.parentElement];
      if (row !== undefined && list?.classList.contains('is-bounded') === true) {
        list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top;
      }
    });
  }

  private afterRender(work: (rows: readonly HTMLElement[]) => void): void {
    afterNextRender(() => work([...this.host.nativeElement.querySelectorAll('li')]), { injector: this.injector });
  }
}
