import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import type { AttachmentDto } from '../api/types';
import { Icon } from '../ui/icon/icon';
import type { IconName } from '../ui/icon/icon-paths';
import { FilePictures } from './file-pictures';
import { nearSight } from './near-sight';
import { previewOf } from './shown-file';

/** A small picture of the file, or the sign of its kind, in a place of one size whether or not it has come. */
@Component({
  selector: 'ss-thumbnail',
  imports: [Icon],
  template: `
    @if (url(); as src) {
      <img [src]="src" alt="" (error)="url.set(null)" />
    } @else {
      <ss-icon [name]="sign()" />
    }
  `,
  styles: `
    :host {
      display: grid;
      flex: none;
      place-items: center;
      inline-size: 40px;
      block-size: 40px;
      overflow: hidden;
      border-radius: 4px;
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface-variant);
    }
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
  `,
})
export class Thumbnail {
  readonly file = input.required<AttachmentDto>();

  private readonly pictures = inject(FilePictures);
  private readonly isNear = nearSight();
  /** Changes only with the picture, not with each refresh of the page. */
  private readonly wanted = computed(() =>
    this.isNear() && previewOf(this.file()) === 'image' ? this.file().id : null,
  );
  protected readonly url = signal<string | null>(null);
  protected readonly sign = computed<IconName>(() => (this.file().contentType.startsWith('image/') ? 'image' : 'file'));

  constructor() {
    effect(() => {
      const id = this.wanted();
      untracked(() => void this.show(id));
    });
  }

  private async show(id: string | null): Promise<void> {
    this.url.set(null);
    if (id === null) {
      return;
    }
    // The sign stays where no picture can be drawn.
    const url = await this.pictures.url(id, 'thumbnail').catch(() => null);
    if (id === this.wanted()) {
      this.url.set(url);
    }
  }
}
