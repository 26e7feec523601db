import { inject, Injectable, Injector } from '@angular/core';
import type { AttachmentDto } from '../api/types';

/** Files seen large, one after the other. Its code is fetched when the first one opens. */
@Injectable({ providedIn: 'root' })
export class Lightbox {
  private readonly injector = inject(Injector);

  /**
   * @param files of the ticket; those that cannot be seen are left out
   * @param id of the one to begin with
   */
  async open(files: readonly AttachmentDto[], id: string): Promise<void> {
    const { openLightbox } = await import('./lightbox/lightbox-frame');
    await openLightbox(this.injector, files, id);
  }
}
