import { Component, type Injector, computed, inject, signal } from '@angular/core';
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
import { areaOf, maxZoom, movedCrop, startCrop, zoomedCrop } from './crop';
import { cutPicture, type Picture } from './picture';

/** Share of the window that one press of an arrow key moves. */
const STEP = 0.05;
const FACTOR = 1.1;

const MOVES: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/**
 * The picture under a round window: drag it, or move it with the arrow keys; zoom with the slider, the wheel, plus and
 * minus. Small and own: the packages for it hide the frame from readers, or need zone.js to draw again.
 */
@Component({
  selector: 'ss-crop-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.photo'">
      <h2 matDialogTitle>{{ t('cut') }}</h2>
      <mat-dialog-content>
        <div
          #stage
          class="stage"
          role="application"
          tabindex="0"
          cdkFocusInitial
          aria-describedby="ss-crop-help"
          [attr.aria-label]="t('stage')"
          (pointerdown)="grip($event)"
          (pointermove)="drag($event, stage)"
          (pointerup)="held.set(null)"
          (pointercancel)="held.set(null)"
          (wheel)="wheel($event)"
          (keydown)="onKey($event)"
        >
          <img
            alt=""
            draggable="false"
            [src]="picture.url"
            [style.inline-size.%]="place().width"
            [style.inset-inline-start.%]="place().left"
            [style.inset-block-start.%]="place().top"
          />
          <span class="window"></span>
        </div>
        <label class="zoom">
          {{ t('zoom') }}
          <input
            #zoom
            type="range"
            min="0"
            max="100"
            [value]="share()"
            [disabled]="most === 1"
            (input)="zoomTo(+zoom.value)"
          />
        </label>
        <p class="ss-secondary" id="ss-crop-help">{{ t('help') }}</p>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="text" type="button" matDialogClose>{{ t('cancel') }}</button>
        <button matButton="filled" type="button" [disabled]="isBusy()" (click)="take()">{{ t('use') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    .stage {
      position: relative;
      inline-size: min(320px, 100%);
      aspect-ratio: 1;
      margin: 4px auto 0;
      overflow: hidden;
      border-radius: var(--ss-radius-card);
      background: var(--mat-sys-surface-container-high);
      cursor: grab;
      touch-action: none;
    }
    .stage:active {
      cursor: grabbing;
    }
    img {
      position: absolute;
      max-inline-size: none;
      user-select: none;
      pointer-events: none;
    }
    .window {
      position: absolute;
      inset: 0;
      border: 2px solid #fff;
      border-radius: 50%;
      box-shadow: 0 0 0 200px rgb(0 0 0 / 45%);
      pointer-events: none;
    }
    .zoom {
      display: flex;
      align-items: center;
      gap: 12px;
      margin-block: 16px 8px;
      font: 500 0.8125rem / 1.125rem var(--ss-font);
    }
    .zoom input {
      flex: 1;
      min-block-size: 24px;
      accent-color: var(--mat-sys-primary);
    }
    @media (width < 600px) {
      .zoom {
        margin-block: 8px 0;
      }
      .zoom input {
        min-block-size: 44px;
      }
    }
  `,
})
class CropDialog {
  protected readonly picture = inject<Picture>(MAT_DIALOG_DATA);
  private readonly opened = inject<MatDialogRef<CropDialog, Blob>>(MatDialogRef);

  protected readonly most = maxZoom(this.picture);
  private readonly crop = signal(startCrop(this.picture));
  /** Where the pointer was that drags; null when none does. */
  protected readonly held = signal<{ x: number; y: number } | null>(null);
  protected readonly isBusy = signal(false);
  /** The picture in percent of the window. */
  protected readonly place = computed(() => {
    const { x, y, side } = areaOf(this.picture, this.crop());
    return { width: (100 * this.picture.width) / side, left: (-100 * x) / side, top: (-100 * y) / side };
  });
  /** The slider goes in even steps for the eye: by factors. */
  protected readonly share = computed(() =>
    this.most === 1 ? 0 : Math.round((100 * Math.log(this.crop().zoom)) / Math.log(this.most)),
  );

  protected zoomTo(share: number): void {
    this.zoom(this.most ** (share / 100));
  }

  protected grip(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.held.set({ x: event.clientX, y: event.clientY });
  }

  protected drag(event: PointerEvent, stage: HTMLElement): void {
    const from = this.held();
    if (from !== null) {
      const side = stage.clientWidth;
      this.move((event.clientX - from.x) / side, (event.clientY - from.y) / side);
      this.held.set({ x: event.clientX, y: event.clientY });
    }
  }

  protected wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(this.crop().zoom * (event.deltaY < 0 ? FACTOR : 1 / FACTOR));
  }

  protected onKey(event: KeyboardEvent): void {
    const move = MOVES[event.key];
    if (move !== undefined) {
      event.preventDefault();
      this.move(...move);
    } else if (event.key === '+' || event.key === '=') {
      this.zoom(this.crop().zoom * FACTOR);
    } else if (event.key === '-') {
      this.zoom(this.crop().zoom / FACTOR);
    }
  }

  protected async take(): Promise<void> {
    this.isBusy.set(true);
    this.opened.close(await cutPicture(this.picture, this.crop()));
  }

  private move(right: number, down: number): void {
    this.crop.update((crop) => movedCrop(this.picture, crop, right, down));
  }

  private zoom(zoom: number): void {
    this.crop.update((crop) => zoomedCrop(this.picture, crop, zoom));
  }
}

/** The square that was chosen, or null when the person turned back. */
export async function openCrop(injector: Injector, picture: Picture): Promise<Blob | null> {
  const opened = injector
    .get(MatDialog)
    .open<CropDialog, Picture, Blob>(CropDialog, { data: picture, width: '420px', autoFocus: '.stage' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
