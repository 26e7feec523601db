import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  type Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { AttachmentDto } from '../../api/types';
import { ErrorText } from '../../ui/feedback/error-text';
import { sizeText } from '../../ui/files/file-chip';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import { FileDownload } from '../file-download';
import { previewOf, viewable } from '../shown-file';
import { ImageView } from './image-view';
import { PdfView } from './pdf-view';
import { TextView } from './text-view';
import type { ViewProblem } from './view-problem';
import { larger, smaller } from './zoom';

interface Opened {
  readonly files: readonly AttachmentDto[];
  readonly id: string;
}

/** A finger that went so far to the side meant it, in pixels. */
const SWIPE_PX = 56;

/** Files seen large, one after the other, over everything else. */
@Component({
  selector: 'ss-lightbox-frame',
  imports: [Icon, ImageView, MatButton, MatIconButton, PdfView, TextView, Time, TranslocoDirective],
  host: { '(keydown)': 'press($event)' },
  templateUrl: './lightbox-frame.html',
  styleUrl: './lightbox-frame.css',
})
class LightboxFrame {
  private readonly opened = inject<Opened>(MAT_DIALOG_DATA);
  protected readonly opening = inject<MatDialogRef<LightboxFrame>>(MatDialogRef);
  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);
  private readonly downloads = inject(FileDownload);
  private readonly stage = viewChild<ElementRef<HTMLElement>>('stage');
  protected readonly files = viewable(this.opened.files);
  protected readonly index = signal(
    Math.max(
      0,
      this.files.findIndex(({ id }) => id === this.opened.id),
    ),
  );
  private readonly fallback = this.files[0];
  protected readonly file = computed(() => this.files[this.index()] ?? this.fallback);
  protected readonly kind = computed(() => {
    const file = this.file();
    return file === undefined ? null : previewOf(file);
  });
  protected readonly size = computed(() => sizeText(this.file()?.size ?? 0, this.i18n.getActiveLang()));
  protected readonly room = signal({ width: 0, height: 0 });
  /** Share of the real size; null fits. */
  protected readonly zoom = signal<number | null>(null);
  protected readonly scale = signal(1);
  protected readonly percent = computed(() => Math.round(this.scale() * 100));
  protected readonly page = signal<{ readonly page: number; readonly count: number } | null>(null);
  protected readonly isLoading = signal(true);
  protected readonly share = signal<number | null>(null);
  protected readonly problem = signal<ViewProblem | null>(null);
  /** Grows with each new try, which makes the view anew. */
  protected readonly turn = signal(0);
  protected readonly downloadProblem = signal('');
  /** Where the finger or the mouse came down. */
  private grip: { x: number; y: number; left: number; top: number; isTouch: boolean } | null = null;

  constructor() {
    effect((onCleanup) => {
      const stage = this.stage()?.nativeElement;
      if (stage === undefined) {
        return;
      }
      const measure = (): void => this.room.set({ width: stage.clientWidth, height: stage.clientHeight });
      const watcher = new ResizeObserver(measure);
      untracked(measure);
      watcher.observe(stage);
      onCleanup(() => watcher.disconnect());
    });
    // The page beneath must not scroll with the wheel over what does not.
    const root = document.documentElement;
    const before = root.style.overscrollBehavior;
    root.style.overscrollBehavior = 'none';
    inject(DestroyRef).onDestroy(() => (root.style.overscrollBehavior = before));
  }

  protected problemText({ words, error }: ViewProblem): string {
    return words === null ? this.errorText.of(error) : this.i18n.translate<string>(`files.shown.${words}`);
  }

  protected go(by: 1 | -1): void {
    const to = this.index() + by;
    if (to >= 0 && to < this.files.length) {
      this.index.set(to);
      this.zoom.set(null);
      this.page.set(null);
      this.downloadProblem.set('');
      this.again();
      this.stage()?.nativeElement.scrollTo({ left: 0, top: 0 });
    }
  }

  protected again(): void {
    this.problem.set(null);
    this.share.set(null);
    this.isLoading.set(true);
    this.turn.update((before) => before + 1);
  }

  protected fail(problem: ViewProblem): void {
    this.problem.set(problem);
    this.isLoading.set(false);
  }

  protected zoomIn(): void {
    this.zoomTo(larger(this.scale()));
  }

  protected zoomOut(): void {
    this.zoomTo(smaller(this.scale()));
  }

  protected showWhole(): void {
    this.zoom.set(null);
  }

  /** Nearer by a double press, and back by the next one. */
  protected toggle(): void {
    if (this.zoom() === null) {
      this.zoomTo(Math.max(1, larger(this.scale())));
    } else {
      this.showWhole();
    }
  }

  protected async download(): Promise<void> {
    const file = this.file();
    if (file === undefined) {
      return;
    }
    this.downloadProblem.set('');
    try {
      await this.downloads.save(file);
    } catch (error) {
      // Told under the name; what is shown stays.
      this.downloadProblem.set(this.errorText.of(error));
    }
  }

  /** Arrows lead through the files, but move a picture that is larger than the window. */
  protected press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.go(-1),
      ArrowRight: () => this.go(1),
      '+': () => this.zoomIn(),
      '=': () => this.zoomIn(),
      '-': () => this.zoomOut(),
      '0': () => this.showWhole(),
    };
    const act = acts[event.key];
    const isMoving = event.key.startsWith('Arrow') && this.isWide();
    const isZoom = !event.key.startsWith('Arrow');
    if (act !== undefined && !isMoving && !(isZoom && this.kind() === 'text')) {
      event.preventDefault();
      act();
    }
  }

  protected hold(event: PointerEvent): void {
    const stage = this.stage()?.nativeElement;
    const isTouch = event.pointerType === 'touch';
    // A second finger zooms the page itself; words are marked by the mouse.
    this.grip =
      stage !== undefined && event.isPrimary && (isTouch || (this.kind() === 'image' && event.button === 0))
        ? { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, isTouch }
        : null;
  }

  protected drag({ clientX, clientY, buttons }: PointerEvent): void {
    if (this.grip !== null && !this.grip.isTouch && buttons === 1) {
      this.stage()?.nativeElement.scrollTo({
        left: this.grip.left - (clientX - this.grip.x),
        top: this.grip.top - (clientY - this.grip.y),
      });
    }
  }

  protected release({ clientX, clientY }: PointerEvent): void {
    const { grip } = this;
    this.grip = null;
    if (grip?.isTouch === true && !this.isWide()) {
      const [x, y] = [clientX - grip.x, clientY - grip.y];
      if (Math.abs(x) >= SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) {
        this.go(x < 0 ? 1 : -1);
      }
    }
  }

  protected lose(): void {
    this.grip = null;
  }

  private zoomTo(scale: number): void {
    const stage = this.stage()?.nativeElement;
    const before = this.scale();
    if (stage === undefined) {
      return;
    }
    const [middleX, middleY] = [stage.scrollLeft + stage.clientWidth / 2, stage.scrollTop + stage.clientHeight / 2];
    this.zoom.set(scale);
    this.scale.set(scale);
    // What is in the middle stays there.
    requestAnimationFrame(() => {
      stage.scrollTo({
        left: (middleX * scale) / before - stage.clientWidth / 2,
        top: (middleY * scale) / before - stage.clientHeight / 2,
      });
    });
  }

  private isWide(): boolean {
    const stage = this.stage()?.nativeElement;
    return this.zoom() !== null && stage !== undefined && stage.scrollWidth > stage.clientWidth + 1;
  }
}

export async function openLightbox(injector: Injector, files: readonly AttachmentDto[], id: string): Promise<void> {
  const opened = injector.get(MatDialog).open<LightboxFrame, Opened>(LightboxFrame, {
    data: { files, id },
    panelClass: 'ss-lightbox',
    width: '100vw',
    height: '100dvh',
    autoFocus: '[data-stage]',
    // Keys act at once, not when it has come to rest.
    delayFocusTrap: false,
    ariaLabelledBy: 'lightbox-name',
  });
  await firstValueFrom(opened.afterClosed(), { defaultValue: undefined });
}
