import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import type { AttachmentDto } from '../../api/types';
import { FilePictures } from '../file-pictures';
import { problemOf, type ViewProblem } from './view-problem';
import { fitting } from './zoom';

/** Room that stays around a picture that is fitted in, in pixels. */
const MARGIN = 16;

/** A picture as the server drew it anew for a screen. */
@Component({
  selector: 'ss-image-view',
  template: `
    @if (url(); as src) {
      <img
        #picture
        draggable="false"
        [src]="src"
        [alt]="file().filename"
        [style.inline-size.px]="natural().width * scale()"
        [style.block-size.px]="natural().height * scale()"
        (load)="natural.set({ width: picture.naturalWidth, height: picture.naturalHeight })"
        (error)="failed.emit({ words: 'failedImage', error: null, mayPass: false })"
        (dblclick)="turned.emit()"
      />
    }
  `,
  styles: `
    :host {
      display: grid;
      place-items: safe center;
      min-inline-size: 100%;
      min-block-size: 100%;
      inline-size: max-content;
    }
    img {
      display: block;
      max-inline-size: none;
    }
  `,
})
export class ImageView {
  readonly file = input.required<AttachmentDto>();
  /** What the window gives, in pixels. */
  readonly room = input.required<{ readonly width: number; readonly height: number }>();
  /** Share of the real size; null fits the picture in. */
  readonly zoom = input.required<number | null>();
  readonly scaled = output<number>();
  readonly loaded = output();
  readonly failed = output<ViewProblem>();
  /** Pressed twice: nearer, or back. */
  readonly turned = output();

  private readonly pictures = inject(FilePictures);
  private readonly id = computed(() => this.file().id);
  protected readonly url = signal<string | null>(null);
  protected readonly natural = signal({ width: 0, height: 0 });
  protected readonly scale = computed(() => {
    const { width, height } = this.room();
    return this.zoom() ?? fitting(this.natural(), { width: width - 2 * MARGIN, height: height - 2 * MARGIN });
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.fetch(id));
    });
    effect(() => {
      const scale = this.scale();
      if (this.natural().width > 0) {
        untracked(() => this.scaled.emit(scale));
      }
    });
  }

  private async fetch(id: string): Promise<void> {
    this.url.set(null);
    this.natural.set({ width: 0, height: 0 });
    try {
      const url = await this.pictures.url(id, 'screen');
      if (id === this.id()) {
        this.url.set(url);
        this.loaded.emit();
      }
    } catch (error) {
      // Said in the place of the picture, with the ways on.
      if (id === this.id()) {
        this.failed.emit(problemOf(error, 'failedImage'));
      }
    }
  }
}
