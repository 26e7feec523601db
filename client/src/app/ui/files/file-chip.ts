import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
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
 * A file with its state: on its way, scanned or held back. Only a clean file opens. What stands for its kind, what is said
 * under it and further acts can be put in (`chipSign`, `chipText`, `chipAct`).
 */
@Component({
  selector: 'ss-file-chip',
  imports: [Icon, MatIconButton, TranslocoDirective],
  host: { '[class.has-problem]': 'sign()?.tone === "error" || problem() !== ""' },
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
          @if (problem(); as text) {
            <span class="state error">
              <ss-icon name="alert" [size]="16" />
              {{ text }}
            </span>
          } @else if (progress() !== null) {
            <span class="state">{{ progressText() }}</span>
          } @else if (sign(); as shown) {
            <span class="state" [class]="shown.tone">
              <ss-icon [name]="shown.icon" [size]="16" />
              {{ t('file.' + state()) }}
            </span>
          }
        </div>
        @if (progress(); as share) {
          <div
            class="track"
            role="progressbar"
            aria-valuemin="0"
            aria-valuemax="100"
            [attr.aria-label]="name()"
            [attr.aria-valuenow]="percent()"
          >
            <div class="fill" [style.transform]="'scaleX(' + share + ')'"></div>
          </div>
        }
        <ng-content select="[chipText]" />
      </div>
      <ng-content select="[chipAct]" />
      @if (canRemove()) {
        <button
          matIconButton
          type="button"
          [attr.aria-label]="t(progress() === null ? 'file.remove' : 'file.cancel', { name: name() })"
          (click)="removed.emit()"
        >
          <ss-icon name="close" />
        </button>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 10px;
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
    .track {
      block-size: 4px;
      margin-block: 6px 4px;
      border-radius: 2px;
      overflow: hidden;
      background: var(--mat-sys-surface-container-high);
    }
    .fill {
      block-size: 100%;
      background: var(--mat-sys-primary);
      transform-origin: left;
    }
    @media (width < 600px) {
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
  /** Share that has been sent, 0 to 1; null when nothing is on its way. */
  readonly progress = input<number | null>(null);
  readonly secondsLeft = input<number | null>(null);
  /** Why the file cannot be sent. */
  readonly problem = input('');
  readonly canOpen = input(false);
  readonly canRemove = input(false);
  readonly opened = output();
  readonly removed = output();

  private readonly i18n = inject(TranslocoService);
  protected readonly sizeText = computed(() => sizeText(this.size(), this.i18n.getActiveLang()));
  protected readonly isImage = computed(() => this.contentType().startsWith('image/'));
  protected readonly percent = computed(() => Math.round((this.progress() ?? 0) * 100));
  protected readonly sign = computed(() => {
    const state = this.state();
    return state === null ? null : FILE_SIGNS[state];
  });
  protected readonly progressText = computed(() => {
    const left = this.secondsLeft();
    const percent = this.percent();
    if (left === null) {
      return this.i18n.translate<string>('file.uploading', { percent });
    }
    const words = this.i18n.translate<string>('ui.seconds', { count: left });
    return this.i18n.translate<string>('file.uploadingLeft', { percent, left: words });
  });
}
