import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { AttachmentState } from '../../api/types';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-paths';

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** Decimal units, as files' sizes are shown elsewhere on the machine. */
export function sizeText(bytes: number, locale: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 1 && value < 100 ? 1 : 0;
  return `${value.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[unit] ?? ''}`;
}

/** The sign of each state, and its colour. */
export const FILE_SIGNS: Record<AttachmentState, { icon: IconName; tone: string }> = {
  unscanned: { icon: 'file', tone: 'quiet' },
  scanning: { icon: 'clock', tone: 'quiet' },
  clean: { icon: 'shield', tone: 'ok' },
  infected: { icon: 'lock', tone: 'error' },
  failed: { icon: 'alert', tone: 'error' },
};

/**
 * A file with its state: being checked, checked or held back. Only a clean file opens. What stands for its kind, what is said
 * under it and further acts can be put in (`chipSign`, `chipText`, `chipAct`).
 */
@Component({
  selector: 'ss-file-chip',
  imports: [Icon, TranslocoDirective],
  host: {
    '[class.has-problem]': 'sign()?.tone === "error"',
    '[class.is-narrow]': 'isNarrow()',
  },
  template: `
    <ng-container *transloco="let t">
      <ng-content select="[chipSign]"><ss-icon [name]="isImage() ? 'image' : 'file'" /></ng-content>
      <div class="body">
        <div class="line">
          @if (canOpen()) {
            <button type="button" class="name" [title]="name()" (click)="opened.emit()">{{ name() }}</button>
          } @else {
            <span class="name">{{ name() }}</span>
          }
          <span class="size">{{ sizeText() }}</span>
          @if (sign(); as shown) {
            <span class="state" [class]="shown.tone">
              <ss-icon [name]="shown.icon" [size]="16" />
              {{ t('file.' + state()) }}
            </span>
          }
        </div>
      </div>
      <ng-content select="[chipAct]" />
      <div class="more"><ng-content select="[chipText]" /></div>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 10px;
      /* Its acts lie above its name, and above nothing else of the page. */
      isolation: isolate;
      min-block-size: 40px;
      padding: 4px 12px;
      background: var(--ss-pane-page);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-control);
      font: var(--mat-sys-body-small);
      --mat-icon-button-state-layer-size: 32px;
    }
    :host(.has-problem) {
      border-color: var(--mat-sys-error);
    }
    .body {
      flex: 1;
      min-inline-size: 0;
    }
    /* Under all of it: sentences need the room that the acts take beside the name. */
    .more {
      flex: 0 0 100%;
      min-inline-size: 0;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 8px;
    }
    .name {
      min-inline-size: 0;
      padding: 0;
      border: 0;
      background: none;
      font-weight: 500;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    button.name {
      cursor: pointer;
      min-block-size: 24px;
    }
    button.name:hover {
      text-decoration: underline;
    }
    .size,
    .state {
      color: var(--mat-sys-on-surface-variant);
      white-space: nowrap;
    }
    .state {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      margin-inline-start: auto;
      font: var(--mat-sys-label-medium);
    }
    .state.ok {
      color: var(--ss-ok);
    }
    .state.error {
      color: var(--mat-sys-error);
      white-space: normal;
    }
    /* In narrow places the name has two lines for itself; what is known of the file stands in one below. */
    :host(.is-narrow) .name {
      display: -webkit-box;
      flex: 0 0 100%;
      overflow-wrap: anywhere;
      text-align: start;
      white-space: normal;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    :host(.is-narrow) .state {
      margin-inline-start: 0;
    }
    @media (width < 600px) {
      .name {
        display: -webkit-box;
        flex: 0 0 100%;
        overflow-wrap: anywhere;
        text-align: start;
        white-space: normal;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .state {
        margin-inline-start: 0;
      }
      :host {
        position: relative;
        min-block-size: 44px;
      }
      /* A finger takes the whole of it, up to its line. */
      button.name::after {
        content: '';
        position: absolute;
        inset: -1px;
      }
    }
  `,
})
export class FileChip {
  readonly name = input.required<string>();
  /** Bytes. */
  readonly size = input.required<number>();
  readonly state = input<AttachmentState | null>(null);
  readonly contentType = input('');
  readonly canOpen = input(false);
  /** Stands in a narrow panel; telephones are narrow anyway. */
  readonly isNarrow = input(false);
  readonly opened = output();

  private readonly i18n = inject(TranslocoService);
  protected readonly sizeText = computed(() => sizeText(this.size(), this.i18n.getActiveLang()));
  protected readonly isImage = computed(() => this.contentType().startsWith('image/'));
  protected readonly sign = computed(() => {
    const state = this.state();
    return state === null ? null : FILE_SIGNS[state];
  });
}
