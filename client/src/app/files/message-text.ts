import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
  ViewEncapsulation,
} from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { AttachmentDto } from '../api/types';
import { Prose } from '../ui/prose/prose';
import { FilePictures } from './file-pictures';
import { Lightbox } from './lightbox';
import { imagesIn, withImages } from './message-images';
import { nearSight } from './near-sight';
import { previewOf } from './shown-file';

/** What somebody wrote, with the pictures that were pasted into it. Each opens large. */
@Component({
  selector: 'ss-message-text',
  imports: [Prose],
  // As in Prose: what is inserted carries no marks of a component.
  encapsulation: ViewEncapsulation.None,
  host: {
    '(click)': 'press($event)',
    '(keydown.enter)': 'press($event)',
    '(keydown.space)': 'press($event)',
  },
  template: `
    <ss-prose [html]="shown()" />
  `,
  styles: `
    ss-message-text {
      display: block;
      min-inline-size: 0;
    }
    /* One size, whether or not the picture has come: nothing moves under whoever reads. */
    ss-message-text img {
      display: block;
      block-size: 240px;
      max-inline-size: 100%;
      margin-block: 4px;
      border-radius: var(--ss-radius-control);
      object-fit: scale-down;
      object-position: left top;
    }
    @media (width < 600px) {
      /* As wide as the message: the shape of what people take pictures of, their screens. */
      ss-message-text img {
        inline-size: 100%;
        block-size: auto;
        aspect-ratio: 16 / 10;
      }
    }
    ss-message-text img:not([src]) {
      inline-size: min(100%, 320px);
      padding: 12px;
      border: 1px dashed var(--mat-sys-outline);
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    ss-message-text .is-picture {
      cursor: zoom-in;
    }
  `,
})
export class MessageText {
  /** The server's sanitised HTML. */
  readonly html = input.required<string>();
  /** All files of the ticket: the pictures of this text are among them, and the others are seen beside them. */
  readonly files = input.required<readonly AttachmentDto[]>();

  private readonly pictures = inject(FilePictures);
  private readonly lightbox = inject(Lightbox);
  private readonly i18n = inject(TranslocoService);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly isNear = nearSight();
  private readonly links = signal<ReadonlyMap<string, string>>(new Map());
  /** Those that were judged and can be drawn, as one word that changes with nothing else. */
  private readonly wanted = computed(() => {
    if (!this.isNear()) {
      return '';
    }
    const ready = new Set(this.files().flatMap((file) => (previewOf(file) === 'image' ? [file.id] : [])));
    return imagesIn(this.html())
      .filter((id) => ready.has(id))
      .join(' ');
  });
  protected readonly shown = computed(() =>
    withImages(this.html(), this.links(), (alt) =>
      alt === ''
        ? this.i18n.translate<string>('files.shown.openPicture')
        : this.i18n.translate<string>('files.shown.open', { name: alt }),
    ),
  );

  constructor() {
    effect(() => {
      const wanted = this.wanted();
      untracked(() => void this.fetch(wanted));
    });
  }

  protected press(event: Event): void {
    const { target } = event;
    const id =
      target instanceof HTMLImageElement && this.element.nativeElement.contains(target)
        ? [...this.links()].find(([, url]) => url === target.src)?.[0]
        : undefined;
    if (id !== undefined) {
      event.preventDefault();
      void this.lightbox.open(this.files(), id);
    }
  }

  /** What cannot be had is left out: its words stand in its place. */
  private async fetch(wanted: string): Promise<void> {
    const ids = wanted === '' ? [] : wanted.split(' ');
    const found = await Promise.allSettled(ids.map(async (id) => [id, await this.pictures.url(id, 'screen')] as const));
    if (wanted === this.wanted()) {
      this.links.set(new Map(found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))));
    }
  }
}
