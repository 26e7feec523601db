import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { sizeText } from '../ui/files/file-chip';
import { Icon } from '../ui/icon/icon';
import { FileWords } from './uploads/file-words';
import type { OutgoingFile } from './uploads/outgoing-file';

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** One file that was chosen: how far it is, what the scan says, and what can be done about it. */
@Component({
  selector: 'ss-chosen-file',
  imports: [Icon, MatButton, MatIconButton, TranslocoDirective],
  host: { '[class.has-problem]': 'told().tone === "error"', '[attr.data-step]': 'file().state().step' },
  template: `
    <ng-container *transloco="let t">
      @if (pictureUrl(); as url) {
        <img alt="" [src]="url" />
      } @else {
        <span class="sign"><ss-icon [name]="isPicture() ? 'image' : 'file'" /></span>
      }
      <div class="body">
        <div class="line">
          <span class="name" [title]="file().name">{{ file().name }}</span>
          <span class="size">{{ size() }}</span>
        </div>
        <p class="state" [class]="told().tone">
          @if (told().icon; as icon) {
            <ss-icon [name]="icon" [size]="16" />
          }
          <span>{{ told().words }}</span>
        </p>
        @if (share() !== null) {
          <div
            class="track"
            role="progressbar"
            aria-valuemin="0"
            aria-valuemax="100"
            [attr.aria-label]="file().name"
            [attr.aria-valuenow]="percent()"
            [attr.aria-valuetext]="told().words"
          >
            <div class="fill" [style.transform]="'scaleX(' + share() + ')'"></div>
          </div>
        }
      </div>
      @if (file().state().step === 'failed') {
        <button
          matButton
          type="button"
          class="retry"
          [attr.aria-label]="t('files.retryOf', { name: file().name })"
          (click)="retried.emit()"
        >
          {{ t('files.retry') }}
        </button>
      }
      @if (!isLocked()) {
        <button
          matIconButton
          type="button"
          [attr.aria-label]="t(isMoving() ? 'files.cancel' : 'files.remove', { name: file().name })"
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
      min-block-size: 48px;
      padding: 4px 4px 4px 8px;
      background: var(--ss-pane-page);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-control);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-body-small);
      --mat-icon-button-state-layer-size: 36px;
    }
    :host(.has-problem) {
      border-color: var(--mat-sys-error);
    }
    img,
    .sign {
      flex: none;
      inline-size: 36px;
      block-size: 36px;
      border-radius: 4px;
    }
    img {
      object-fit: cover;
      background: var(--mat-sys-surface-container);
    }
    .sign {
      display: grid;
      place-items: center;
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface-variant);
    }
    .body {
      flex: 1;
      min-inline-size: 0;
    }
    .line {
      display: flex;
      align-items: baseline;
      gap: 8px;
    }
    /* Two lines: what tells long names apart often stands at their end. */
    .name {
      display: -webkit-box;
      min-inline-size: 0;
      overflow: hidden;
      overflow-wrap: anywhere;
      font-weight: 500;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    .size {
      flex: none;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-variant-numeric: tabular-nums;
    }
    .state {
      display: flex;
      align-items: start;
      gap: 4px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-variant-numeric: tabular-nums;
    }
    .state.ok {
      color: var(--ss-ok);
    }
    .state.error {
      color: var(--mat-sys-error);
    }
    .track {
      block-size: 4px;
      margin-block: 4px 2px;
      border-radius: 2px;
      overflow: hidden;
      background: var(--mat-sys-surface-container-high);
    }
    .fill {
      block-size: 100%;
      background: var(--mat-sys-primary);
      transform-origin: left;
    }
    :host-context([dir='rtl']) .fill {
      transform-origin: right;
    }
    button {
      flex: none;
    }
    @media (width < 600px) {
      :host {
        flex-wrap: wrap;
        row-gap: 0;
        --mat-icon-button-state-layer-size: 44px;
      }
      /* Under the reason, which needs the room beside it. */
      .retry {
        order: 1;
        margin-inline-start: 34px;
      }
      .body {
        flex-basis: calc(100% - 36px - 44px - 20px);
      }
    }
  `,
})
export class ChosenFile {
  readonly file = input.required<OutgoingFile>();
  /** It is leaving with its message. */
  readonly isLocked = input(false);
  readonly removed = output();
  readonly retried = output();

  private readonly words = inject(FileWords);
  private readonly i18n = inject(TranslocoService);
  protected readonly told = computed(() => this.words.of(this.file().state()));
  protected readonly size = computed(() => sizeText(this.file().size, this.i18n.getActiveLang()));
  protected readonly isPicture = computed(() => this.file().type.startsWith('image/'));
  protected readonly isMoving = computed(() => this.file().isMoving);
  /** Null when nothing is on its way. */
  protected readonly share = computed(() => {
    const state = this.file().state();
    return state.step === 'sending' ? state.share : null;
  });
  protected readonly percent = computed(() => Math.round((this.share() ?? 0) * 100));
  protected readonly pictureUrl = signal<string | null>(null);

  constructor() {
    effect((onCleanup) => {
      const { bytes, type } = this.file();
      const url = bytes !== null && SHOWN.test(type) ? URL.createObjectURL(bytes) : null;
      this.pictureUrl.set(url);
      onCleanup(() => {
        if (url !== null) {
          URL.revokeObjectURL(url);
        }
      });
    });
  }
}
