import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Prose } from '../ui/prose/prose';
import { imagesIn, MessageImages, withImages } from './message-images';

/** What somebody wrote, with the pictures that were pasted into it. */
@Component({
  selector: 'ss-message-text',
  imports: [Prose],
  template: `
    <ss-prose [html]="shown()" />
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
  `,
})
export class MessageText {
  /** The server's sanitised HTML. */
  readonly html = input.required<string>();

  private readonly images = inject(MessageImages);
  private readonly links = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly shown = computed(() => withImages(this.html(), this.links()));

  constructor() {
    effect(() => {
      const html = this.html();
      if (imagesIn(html).length > 0) {
        void this.images.linksOf(html).then((links) => {
          if (html === this.html()) {
            this.links.set(links);
          }
        });
      }
    });
  }
}
